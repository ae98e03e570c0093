"""A file that ends the process that reads it costs the others nothing."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from functools import cached_property
from pathlib import Path

import pytest

from pcdash import config
from pcdash.build.read import CANNOT_BE_USED, read
from pcdash.build.reader import Died, Reader
from pcdash.definitions import catalogue
from pcdash.publications.kit import file as files
from tests.build.refused import assert_no_internals
from tests.worlds import returns as world_returns


class Deadly(files.PublishedFile):
    """A file whose content kills whoever reads it, as a library that crashes or a system without memory does."""

    @cached_property
    def content(self):
        os.kill(os.getpid(), signal.SIGTERM)


class Gluttonous(files.PublishedFile):
    """A file that wants more memory than any machine has."""

    @cached_property
    def content(self):
        return bytes(1 << 60)


@pytest.fixture
def reader():
    with closing(Reader()) as opened:
        yield opened


@pytest.fixture
def found(tmp_path):
    """Three files, of which the second is to become a bad one."""
    for number in range(3):
        (tmp_path / f"{number}.csv").write_bytes(world_returns.local_return() + b"\n" * number)
    return files.find([tmp_path])


@pytest.mark.parametrize(
    ("kind", "what"), [(Deadly, "ended the process that read it"), (Gluttonous, "needs more memory than there is")]
)
def test_the_other_files_are_read(found, kind, what):
    found[1] = kind(found[1].path, found[1].label)
    reports = read(found, catalogue.load())
    assert [report.status for report in reports] == ["loaded", CANNOT_BE_USED, "loaded"]
    assert [report.file_label for report in reports] == ["0.csv", "1.csv", "2.csv"]
    assert what in reports[1].message and "Take it out of the folder" in reports[1].message and reports[1].loaded is None
    assert_no_internals(reports[1].message)


def test_a_reader_lives_on_and_is_replaced_when_it_has_died(reader):
    first = reader.call(os.getpid)
    assert reader.call(os.getpid) == first != os.getpid()
    with pytest.raises(Died):
        reader.call(os._exit, 0)
    second = reader.call(os.getpid)
    assert second not in (first, os.getpid())


def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next(reader):
    def interrupt(*_):
        raise KeyboardInterrupt

    reader.call(os.getpid)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            reader.call(time.sleep, 2)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert reader.call(len, "abc") == 3


def test_what_a_library_prints_is_no_answer(reader):
    assert reader.call(print, "to be ignored") is None


def test_a_reader_ends_with_its_caller_however_that_ends():
    script = (
        "import os; from pcdash.build.reader import Reader; print(Reader().call(os.getpid), flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=config.PROJECT, capture_output=True, text=True, check=False)
    deadline = time.monotonic() + 20
    while (alive := _is_alive(int(done.stdout))) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive


def _is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"  # nobody may wait for a grandchild
