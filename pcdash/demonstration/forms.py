"""Files as publishers make them: delimited text and archives, the same on every run."""

import csv
import io
import zipfile
from collections.abc import Iterable


def text(header: str | None, rows: Iterable[Iterable], *, end: str = "\n", quote: bool = False) -> bytes:
    """Delimited text in UTF-8 under the header line as published; None for the files that have none. `quote`: every field."""
    stream = io.StringIO(newline="")
    if header is not None:
        stream.write(header + end)
    csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL).writerows(rows)
    return stream.getvalue().encode()


def archive(members: dict[str, bytes], year: int) -> bytes:
    """A zip of the members in the order of their names, as if packed on 1 October of that year."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, (year, 10, 1, 9, 30, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(entry, members[name], compresslevel=9)
    return stream.getvalue()
