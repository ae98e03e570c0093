"""A fresh clone has no database: the embedded demonstration is built on first sight, in view of the reader.

The build runs as a process of its own, so that the app carries nothing of it, and goes on when the reader closes the page.
"""

import re
import subprocess
import sys
import threading
from pathlib import Path

import streamlit as st

from pcdash import config
from pcdash.errors import DatabaseError

_lock = threading.Lock()
_builds: dict[Path, "_Build"] = {}


class _Build:
    """`python -m pcdash build` at work: how far it is, and in the end what went wrong, empty if nothing did."""

    def __init__(self, target: Path):
        self.share, self.message, self.trouble = 0.0, "Starting", ""
        self.ended = threading.Event()
        command = [sys.executable, "-m", "pcdash", "build", "--database", str(target), "--progress", "lines"]
        process = subprocess.Popen(
            command, cwd=config.PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        threading.Thread(target=self._follow, args=(process,), daemon=True).start()

    def _follow(self, process: subprocess.Popen) -> None:
        said = []
        with process:
            for line in process.stderr:
                if step := re.fullmatch(r"([01]\.\d+) (.+)\n?", line):
                    self.share, self.message = float(step[1]), step[2]
                else:
                    said.append(line)
        if process.returncode:
            _, told, message = "".join(said).partition("Error: ")
            self.trouble = message.strip() if told and "Traceback" not in message else "it stopped unexpectedly"
        self.ended.set()


def ensure_database() -> None:
    """Builds the demonstration where a fresh clone has no database, showing progress; a second session watches the same build.

    A database that somebody named, by PCDASH_DATABASE or by a link, and that is not there is missed and not made up: the page
    then says that there is none. Raises DatabaseError, with the build's own words, where the build fails; the next visit tries
    again.
    """
    target = config.DATABASE
    if config.database_path().absolute() != target or target.is_symlink() or target.exists():
        return
    with _lock:
        build = _builds.get(target)
        if build is None or build.ended.is_set():
            build = _builds[target] = _Build(target)
    bar = st.progress(0.0, text="Building the synthetic demonstration: this takes about a minute and happens once")
    while not build.ended.wait(0.2):
        bar.progress(min(build.share, 1.0), text=build.message)
    bar.empty()
    if build.trouble:
        raise DatabaseError(
            f"the demonstration could not be built: {build.trouble}", todo="run `python -m pcdash build` to see it happen"
        )
