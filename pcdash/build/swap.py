"""Where a build writes: into a hidden folder beside the database, one build at a time, and into the database's place at the end.

The lock dies with its process: whatever a build finds there when it has the lock was left by one that was killed.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import filelock

from pcdash.errors import DatabaseError

# No borough's database is smaller: the demonstration's has 150 MB.
LEAST_ROOM = 100_000_000
_ELSEWHERE = "name a file in a folder that can be written, with --database or PCDASH_DATABASE"
_ROOM = "make room, or name a file elsewhere with --database or PCDASH_DATABASE"
# What the system says of a full or broken disk; DuckDB repeats it behind a path.
_REFUSALS = [os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)]


@contextmanager
def beside(database: Path) -> Iterator[Path]:
    """The path to write the new database to; when the block ends without an error, it takes the place of the old one.

    A link stays one: what it leads to is replaced. Raises DatabaseError, before anything is read, where there can be no file of
    that name, where it would not fit, and where another build of it is running. Nothing else is left behind, but for the empty
    file of the lock.
    """
    target = _real(database)
    folder = target.with_name(f".{target.name}.build")
    lock = _locked(target, folder)
    try:
        with told(database):
            _clear(target, folder)
            _require_room(target)
            folder.mkdir()
        yield folder / target.name
        with told(database):
            (folder / target.name).replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


@contextmanager
def told(database: Path) -> Iterator[None]:
    """What disk or memory refuse in the middle of the work becomes a DatabaseError: one sentence, without a path."""
    try:
        yield
    except (OSError, MemoryError, duckdb.OperationalError, duckdb.FatalException) as error:
        known = [error.strerror] if isinstance(error, OSError) else [words for words in _REFUSALS if words in str(error)]
        words = next(filter(None, known), "the memory or the disk gave out")
        raise DatabaseError(f"could not be written to its end ({words})", database.name, _ROOM) from None


def _real(database: Path) -> Path:
    """The file itself, behind any links. Raises DatabaseError where there can be none."""
    if not database.name:
        raise DatabaseError("names no file", "--database", _ELSEWHERE)
    try:
        target = database.resolve()
        is_folder = target.is_dir()
    except (OSError, RuntimeError):  # a name that is too long, links in a circle
        raise DatabaseError("cannot be the name of a file", database.name[:40], _ELSEWHERE) from None
    if is_folder:
        raise DatabaseError("is a folder and no file", database.name, _ELSEWHERE)
    return target


def _locked(target: Path, folder: Path) -> filelock.BaseFileLock:
    """The lock of this database, held. Raises DatabaseError where nothing can be written or another build holds it."""
    lock = filelock.FileLock(target.with_name(f".{target.name}.lock"), timeout=0)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)  # says why nothing can be written, where the lock would only say that it cannot be had
        lock.acquire()
    except filelock.Timeout:
        what = "another build of it is running"
        raise DatabaseError(what, target.name, "wait until it has ended, and build again if that is still needed") from None
    except OSError as error:
        why = "its folder is a file" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise DatabaseError(f"cannot be written there ({why})", target.name[:40], _ELSEWHERE) from None
    return lock


def _clear(target: Path, folder: Path) -> None:
    """Removes what killed builds have left: their folder, and the loose `.name.xxxxxxxx.tmp` that earlier versions wrote."""
    shutil.rmtree(folder, ignore_errors=True)
    earlier = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}\.tmp(\.wal)?")
    for path in target.parent.iterdir():
        if earlier.fullmatch(path.name):
            path.unlink()


def _require_room(target: Path) -> None:
    """Raises DatabaseError where a database as large as the old one would not fit on the disk."""
    needed = max(LEAST_ROOM, target.stat().st_size if target.exists() else 0)
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise DatabaseError(f"needs {needed // 1_000_000:,} MB, and {free // 1_000_000:,} MB are free", target.name, _ROOM)
