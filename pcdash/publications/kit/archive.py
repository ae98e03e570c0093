"""Archives: which members a zip holds, each read by its place in it, within limits that are set before anything is unpacked."""

import lzma
import os
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pcdash.errors import SourceError

# What zipfile and the decompressors raise for damage, each compression its own; encrypted members are RuntimeErrors.
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
MOST_MEMBERS = 2_000
MOST_CELLS = 30_000_000


def largest_file() -> int:
    """The most bytes that one file may unfold to: 1 GB, or `PCDASH_LARGEST_FILE_MB`."""
    return int(os.environ.get("PCDASH_LARGEST_FILE_MB") or 1_000) * 1_000_000


@dataclass(frozen=True)
class Member:
    """One file in an archive. `place` tells two of one name apart."""

    name: str
    place: int


def members(path: Path, label: str) -> list[Member]:
    """The files in an archive, by name. Raises SourceError where it is damaged or has more of them than anybody publishes."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [Member(item.filename, place) for place, item in enumerate(archive.infolist()) if not item.is_dir()]
    except DAMAGE as error:
        raise _damaged(label, error) from None
    if len(found) > MOST_MEMBERS:
        raise SourceError(f"holds more than {MOST_MEMBERS:,} files", label, "unpack it, and give the folder")
    return sorted(found, key=lambda member: (member.name, member.place))


def content(path: Path, member: Member, label: str) -> bytes:
    """The bytes of one member. Raises SourceError where it is damaged, locked or unfolds to more than the limit."""
    try:
        with zipfile.ZipFile(path) as archive:
            item = archive.infolist()[member.place]
            require_small(item.file_size, label)
            with archive.open(item) as stream:
                read = stream.read(largest_file() + 1)
    except DAMAGE as error:
        raise _damaged(label, error) from None
    require_small(len(read), label)
    return read


def require_small(size: int, label: str) -> None:
    """Raises SourceError for a file over the limit, with the number and how to raise it."""
    if size > largest_file():
        limit = f"{largest_file() // 1_000_000:,} MB"
        raise SourceError(f"is larger than {limit}", label, "set PCDASH_LARGEST_FILE_MB to more, if the file is what it should be")


def require_reasonable_workbook(stream, label: str) -> None:
    """Raises SourceError for a workbook that would unfold to very much: its parts by their size, its sheets by their used range.

    A reader keeps every cell of the used range, also those between two far corners with nothing in them.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            items = archive.infolist()
            if len(items) > MOST_MEMBERS:
                raise SourceError(f"holds more than {MOST_MEMBERS:,} parts", label, "save it again as a plain workbook")
            require_small(sum(item.file_size for item in items), label)
            for item in items:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", item.filename):
                    _require_few_cells(archive.read(item), label)
    except DAMAGE as error:
        raise SourceError(
            f"is damaged or incomplete and cannot be opened as a workbook ({_words(error)})", label, "download the file again"
        ) from None


def _require_few_cells(sheet: bytes, label: str) -> None:
    cells = re.findall(rb'<c r="([A-Z]{1,3})(\d{1,7})"', sheet)
    if not cells:
        return
    rows = max(int(row) for _, row in cells)
    columns = max(_number_of(letters) for letters in {letters for letters, _ in cells})
    if rows * columns > MOST_CELLS:
        raise SourceError(
            f"has a sheet whose used range is {rows:,} rows by {columns:,} columns, over {MOST_CELLS:,} cells",
            label,
            "delete what stands far outside the table, and save it again",
        )


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _damaged(label: str, error: Exception) -> SourceError:
    return SourceError(f"is damaged or incomplete and cannot be unpacked ({_words(error)})", label, "download it again")


def _words(error: Exception) -> str:
    """What a library says, without the names of members, which may be anything."""
    return re.sub(r"'[^']*'", "a member", str(error)) or "it ends too early"
