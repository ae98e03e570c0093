"""A process of its own for what may not come back: it is asked one call after another, and one that dies takes only itself along.

Libraries that read workbooks and boundaries can crash or take all memory, which no `except` catches. Rejected: a process for
each file, which costs a second each; `multiprocessing`, which would run the caller's script again.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


class Died(Exception):
    """The process ended before it answered."""


class Reader:
    """Calls functions of importable modules in a process of its own, which is replaced after it has died."""

    def __init__(self):
        self._process: subprocess.Popen | None = None
        self._lock = threading.Lock()

    def call(self, function: Callable, *arguments) -> Any:
        """What the function returns there; both go and come as copies. Raises Died where no answer came."""
        with self._lock:
            process = self._process = self._process or _started()
            try:
                _send((function, arguments), process.stdin)
                return pickle.load(process.stdout)
            except (EOFError, OSError, pickle.UnpicklingError):
                self.close()
                raise Died from None
            except BaseException:  # an answer that nobody waited for must not be taken for the next one's
                self.close()
                raise

    def close(self) -> None:
        """Ends the process, if there is one; the next call starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def _started() -> subprocess.Popen:
    """It ends by itself when its input does: with this process, however that ends."""
    around = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around)


def _send(message: object, stream) -> None:
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _serve() -> None:
    """Answers calls until there are no more. What libraries print goes where errors go, not among the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller's to handle
    with suppress(OSError):  # on Linux: where memory runs out, this process goes and not the caller
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        with suppress(EOFError, BrokenPipeError):
            while True:
                function, arguments = pickle.load(sys.stdin.buffer)
                _send(function(*arguments), answers)


if __name__ == "__main__":
    _serve()
