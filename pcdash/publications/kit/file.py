"""Files on disk as the loaders see them: found in folders and archives, told apart by content, decoded to text.

A name proves nothing here. `PublishedFile.form` comes from the first bytes; which publication a file is, `publications.recognise`
decides from its header row, sheet names or columns.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from python_calamine import CalamineError, CalamineWorkbook

from pcdash.errors import SourceError
from pcdash.publications.kit import archive, parquet
from pcdash.publications.kit.archive import Member

_SHAPEFILE_PARTS = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}
_MAGIC = (
    (b"PK\x03\x04", "archive"),
    (b"%PDF", "document"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0", "old workbook"),
    (b"SQLite format 3\x00", "geopackage"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"{", "json"),
    (b"<", "markup"),
)


@dataclass(frozen=True)
class PublishedFile:
    """One file, or one member of an archive, that may hold published data.

    `label` is how users see it: relative to the folder they named, `archive.zip > member.csv` for a member; never a path of
    the server. `damage` is why an archive cannot be opened.
    """

    path: Path
    label: str
    member: Member | None = None
    damage: SourceError | None = None

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.member.name if self.member else self.path.name).name

    @cached_property
    def content(self) -> bytes:
        """All bytes of the file. Raises SourceError where they cannot be unpacked or are too many."""
        if self.member is not None:
            return archive.content(self.path, self.member, self.label)
        archive.require_small(self.path.stat().st_size, self.label)
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        """Checksum of the content; two files with the same one are the same file."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def modified(self) -> date:
        """The day the file was last changed: for a member, the day its publisher put it into the archive."""
        if self.member is not None:
            with zipfile.ZipFile(self.path) as opened:
                year, month, day = opened.infolist()[self.member.place].date_time[:3]
            if month and day:  # some programs leave the date out
                return date(year, month, day)
        return datetime.fromtimestamp(self.path.stat().st_mtime).date()

    @cached_property
    def form(self) -> str:
        """What the bytes are: text, workbook, archive, json, shapefile, geopackage, markup, document, parquet or empty."""
        start = self.content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
        if not start:
            return "empty"
        form = next((name for magic, name in _MAGIC if self.content.startswith(magic) or start.startswith(magic)), "text")
        if form == "archive" and b"xl/" in self.content[:4096] + self.content[-65536:]:
            return "workbook"
        return form if form != "text" or b"\x00" not in self.content[:4096] else "unknown"

    @cached_property
    def encoding(self) -> str:
        """UTF-8 where the bytes allow it (a byte order mark is dropped), else Windows-1252, which NHS files still use."""
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8-sig" if self.content.startswith(b"\xef\xbb\xbf") else "utf-8"

    @property
    def text(self) -> str:
        """The decoded content. Bytes that Windows-1252 leaves undefined become the replacement character."""
        return self.content.decode(self.encoding, errors="replace")

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The first row of a delimited text or the columns of a Parquet file, without surrounding blanks; else empty."""
        if self.form == "parquet":
            return parquet.header(self.content, self.label)
        if self.form != "text":
            return ()
        start = self.content[:131072].decode(self.encoding, errors="replace")
        try:
            return tuple(cell.strip() for cell in next(csv.reader(io.StringIO(start, newline="")), ()))
        except csv.Error:
            return ()

    @cached_property
    def columns(self) -> frozenset[str]:
        """The names of the header, compared without case or surrounding blanks."""
        return frozenset(name.strip().lower() for name in self.header)

    @cached_property
    def workbook(self) -> CalamineWorkbook | None:
        """The opened workbook, or None for any other form. Raises SourceError where it cannot be opened."""
        if self.form != "workbook":
            return None
        archive.require_reasonable_workbook(io.BytesIO(self.content), self.label)
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        except (CalamineError, OSError, ValueError):
            raise self._damaged_workbook() from None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the worksheets; empty for every other form."""
        return tuple(self.workbook.sheet_names) if self.workbook else ()

    def sheet(self, name: str) -> list[list]:
        """All rows of one sheet, the blank ones too, so that row numbers are those that a spreadsheet program shows."""
        try:
            return self.workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError):
            raise self._damaged_workbook() from None

    def rows(self) -> Iterator[list[str]]:
        """The rows of a delimited text after the header, or of a Parquet file. A quoted cell may hold commas and line breaks."""
        if self.form == "parquet":
            yield from parquet.rows(self.content, self.label)
            return
        reader = csv.reader(io.StringIO(self.text, newline=""))
        try:
            next(reader, None)
            yield from reader
        except csv.Error as error:
            raise SourceError(
                f"cannot be read as rows ({error})", self.label, "save it again as CSV, with its quotes closed"
            ) from None

    @property
    def names_around(self) -> tuple[str, ...]:
        """The file's name, its archive's and its nearest folders': where a year is, when the content carries none."""
        folders = PurePosixPath(self.label.split(" > ")[0]).parent.parts[::-1][:2] or (self.path.parent.name,)
        inside = PurePosixPath(self.member.name if self.member else "").parent.parts[::-1]
        return (self.name, *inside, self.path.name, *folders)

    def release(self) -> None:
        """Forgets the cached bytes and workbook, so that a folder of large files never stands in memory at once."""
        for name in ("content", "workbook"):
            self.__dict__.pop(name, None)

    def _damaged_workbook(self) -> SourceError:
        return SourceError("is damaged or incomplete and cannot be opened as a workbook", self.label, "download the file again")


def find(sources: list[Path]) -> list[PublishedFile]:
    """Every file under the given files and folders, archives opened, in a stable order.

    Shapefile parts travel with their .shp and are not listed. Hidden files are left out. An archive that cannot be opened is
    listed itself, with its damage. Raises SourceError for a path that does not exist, and where nothing at all was found.
    """
    found: list[PublishedFile] = []
    for source in sources:
        if not source.exists():
            raise SourceError("does not exist", source.name or str(source), "check the path")
        base = source if source.is_dir() else source.parent
        paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
        for path in paths:
            relative = path.relative_to(base)
            if any(part.startswith(".") for part in relative.parts) or path.suffix.lower() in _SHAPEFILE_PARTS:
                continue
            found += _open_archive(PublishedFile(path, relative.as_posix()))
    if not found:
        names = ", ".join(source.name or str(source) for source in sources)
        raise SourceError("holds no files", names, "name a folder with published files in it")
    return found


def _open_archive(file: PublishedFile) -> list[PublishedFile]:
    """The members of an archive, else the file itself. Archives inside archives are opened no further."""
    try:
        with file.path.open("rb") as stream:
            if stream.read(4) != b"PK\x03\x04" or file.form == "workbook":
                return [file]
        found = archive.members(file.path, file.label)
    except SourceError as damage:
        return [PublishedFile(file.path, file.label, damage=damage)]
    except OSError:
        return [file]
    finally:
        file.release()
    named = [member for member in found if not _is_part(member.name)]
    names = [member.name for member in named]
    return [PublishedFile(file.path, f"{file.label} > {_label(member, names)}", member) for member in named]


def _label(member: Member, names: list[str]) -> str:
    """The member's name, with its place in the archive where several have the same."""
    return member.name if names.count(member.name) == 1 else f"{member.name} ({member.place + 1} in the archive)"


def _is_part(member: str) -> bool:
    path = PurePosixPath(member)
    return path.suffix.lower() in _SHAPEFILE_PARTS or path.name.startswith(".") or "__MACOSX" in path.parts
