"""Where a build writes: nothing is lost, nothing left behind, and what cannot be written is said before the work begins."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pcdash import config
from pcdash.build import swap
from pcdash.errors import DatabaseError
from tests.build.refused import assert_no_internals, assert_refused, fingerprint

# A build that is in the middle of its work: it writes, says so, and stays.
WRITING = """
import sys, time
from pathlib import Path
from pcdash.build import swap
with swap.beside(Path(sys.argv[1])) as new:
    new.write_bytes(b"half a database")
    print("writing", flush=True)
    time.sleep(600)
"""
# `build` on a disk on which no file may have more than 300,000 bytes.
ON_A_FULL_DISK = """
import resource, sys
from pcdash.__main__ import run
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def running(database):
    """Another build of the database, in the middle of its work."""
    command = [sys.executable, "-c", WRITING, str(database)]
    with subprocess.Popen(command, cwd=config.PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


def beside(database):
    """Names of all that lies beside the database, but for the lock."""
    return sorted(path.name for path in database.parent.iterdir() if path != database and path.suffix != ".lock")


def written(database, content=b"new"):
    with swap.beside(database) as new:
        new.write_bytes(content)


def test_what_killed_builds_left_is_removed_by_the_next(running, database):
    running.kill()
    running.wait()
    assert beside(database) == [".pcdash.duckdb.build"]
    for name in (".pcdash.duckdb.ab_1xyz9.tmp", ".pcdash.duckdb.ab_1xyz9.tmp.wal"):  # as earlier versions left them
        (database.parent / name).write_bytes(b"half a database")
    others = [".pcdash.duckdb.old.build", ".pcdash.duckdb.notes.tmp", ".other.duckdb.ab_1xyz9.tmp"]
    for name in others:
        (database.parent / name).write_bytes(b"somebody else's")
    written(database)
    assert database.read_bytes() == b"new" and beside(database) == sorted(others)


def test_a_second_build_says_that_one_is_running_and_takes_nothing_from_it(capsys, running, database, published, place):
    before = fingerprint(database.parent)
    assert ".build" in str(list(before))
    assert_refused(
        capsys, database, [published, "--place", place], 7, "pcdash.duckdb: another build of it is running", "wait until"
    )
    assert fingerprint(database.parent) == before


def test_builds_of_two_databases_in_one_folder_are_no_concern_of_each_other(running, database):
    written(database.with_name("other.duckdb"))
    assert beside(database) == [".pcdash.duckdb.build", "other.duckdb"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path):
    real, first, second = tmp_path / "far" / "real.duckdb", tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    first.symlink_to("far/real.duckdb")
    second.symlink_to(first)
    for content in (b"into the empty", b"over the old"):
        written(second, content)
        assert first.is_symlink() and second.is_symlink() and real.read_bytes() == content
        assert beside(real) == []


IMPOSSIBLE = {
    "a folder": (lambda folder: folder, "is a folder and no file"),
    "a folder that is a file": (lambda folder: _with_file(folder) / "pcdash.duckdb", "its folder is a file"),
    "a folder below a file": (lambda folder: _with_file(folder) / "deeper" / "pcdash.duckdb", "its folder is a file"),
    "no name": (lambda folder: "", "names no file"),
    "too long a name": (lambda folder: folder / ("x" * 300), "cannot be the name of a file"),
    "a name without room for the lock's": (lambda folder: folder / ("x" * 250), "cannot be written there (File name too long)"),
    "links in a circle": (lambda folder: _circle(folder), "cannot be the name of a file"),
    "a folder that nobody can write": (lambda folder: _sealed(folder) / "pcdash.duckdb", "cannot be written there"),
}


def _with_file(folder):
    (folder / "file").write_text("in the way", encoding="utf-8")
    return folder / "file"


def _circle(folder):
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    return folder / "one"


def _sealed(folder):
    if os.geteuid() == 0:  # whom no mode keeps out, but the kernel does
        return Path("/proc/self")
    (folder / "sealed").mkdir(mode=0o500)
    return folder / "sealed"


@pytest.mark.parametrize(("path", "what"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_path_that_cannot_be_written_is_said_before_anything_is_read(tmp_path, path, what):
    (tmp_path / "here").mkdir()
    target = path(tmp_path / "here")
    before = fingerprint(tmp_path)
    command = [sys.executable, "-m", "pcdash", "build", "/nowhere", "--database", str(target)]
    done = subprocess.run(command, cwd=config.PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == DatabaseError.exit_code == 7, done.stderr
    assert what in done.stderr and "What to do: name a file in a folder that can be written" in done.stderr
    assert len(done.stderr) < 300 and "nowhere" not in done.stderr
    assert_no_internals(done.stdout + done.stderr)
    assert fingerprint(tmp_path) == before


def test_a_disk_without_room_for_another_such_database_is_said_before_anything_is_read(capsys, tmp_path):
    large = tmp_path / "large.duckdb"
    with large.open("wb") as stream:
        stream.truncate(8_000_000_000_000)  # of holes: it takes no room itself
    with pytest.raises(DatabaseError, match=r"large.duckdb: needs 8,000,000 MB, and [\d,]+ MB are free\n"):
        written(large)
    assert beside(large) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
def test_a_disk_that_fills_up_in_the_middle_is_one_sentence_and_the_old_database_stays(database, published, place):
    before = fingerprint(database.parent)
    command = [
        sys.executable,
        "-c",
        ON_A_FULL_DISK,
        "build",
        str(published / "ods"),
        "--place",
        str(place),
        "--database",
        str(database),
    ]
    done = subprocess.run(command, cwd=config.PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert done.stderr.startswith("Error: pcdash.duckdb: could not be written to its end (File too large)\nWhat to do: make room")
    assert_no_internals(done.stdout + done.stderr)
    assert fingerprint(database.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_build_that_is_stopped_leaves_nothing(running, database):
    running.send_signal(signal.SIGINT)
    deadline = time.monotonic() + 20
    while running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running.returncode and beside(database) == []
