"""How a build refuses: in words, without internals, leaving everything as it was."""

import hashlib
import re

from pcdash.__main__ import run


def fingerprint(folder):
    """Name and content of everything in the folder, the empty file of the build's lock aside."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not (path.suffix == ".lock" and not path.stat().st_size)]
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def assert_refused(capsys, database, arguments, exit_code, *parts):
    """The build fails with all of the words, in words, and leaves nothing behind."""
    before = fingerprint(database.parent)
    code = run(["build", *map(str, arguments), "--database", str(database)])
    shown = capsys.readouterr()
    assert code == exit_code, shown.err
    message = shown.err[shown.err.index("Error: ") :]
    for part in parts:
        assert part in message
    assert "What to do: " in message
    assert_no_internals(shown.out + message)
    assert fingerprint(database.parent) == before


def assert_no_internals(text):
    assert "Traceback" not in text
    assert not re.search(r"(^|[\s'\"(])/(\w+/)+", text), f"an absolute path in: {text}"
    assert not re.search(r"\w+(Error|Exception|Iteration)\b(?!:? \()", text), f"the name of an exception in: {text}"


def overwritten(content):
    """The content with forty bytes in its middle turned over."""
    spoiled = bytearray(content)
    middle = len(spoiled) // 2
    spoiled[middle : middle + 40] = bytes(byte ^ 0xFF for byte in spoiled[middle : middle + 40])
    return bytes(spoiled)
