"""The forms that publications come in: delimited text, workbooks, Parquet, zips, shapes."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import openpyxl


def text(header: str | None, rows: Iterable[Iterable], *, end: str = "\n", quote: bool = False) -> bytes:
    """Delimited UTF-8 text; `quote` puts every text cell in quotes, `end` ends the lines."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC if quote else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return ((header + end if header else "") + stream.getvalue()).encode()


def workbook(sheets: dict[str, list[list]]) -> bytes:
    """A workbook with the given rows on each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(delimited: bytes, **types: str) -> bytes:
    """The same table as Parquet: columns of texts, or of the DuckDB types that are named."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        source, target = Path(folder) / "a.csv", Path(folder) / "a.parquet"
        source.write_bytes(delimited)
        connection.execute(f"CREATE TABLE a AS FROM read_csv('{source}', all_varchar = true, header = true)")
        for column, kind in types.items():
            connection.execute(f"ALTER TABLE a ALTER {column} TYPE {kind}")
        connection.execute(f"COPY a TO '{target}' (FORMAT parquet)")
        return target.read_bytes()


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of the given members, all dated 13 April 2023."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name, (2023, 4, 13, 9, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def geojson(features: list[tuple[dict, dict]], *, crs: int | None) -> bytes:
    """A feature collection of (properties, geometry) that declares the EPSG code, or none."""
    collection: dict = {"type": "FeatureCollection"}
    if crs is not None:
        collection["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
    collection["features"] = [{"type": "Feature", "properties": properties, "geometry": shape} for properties, shape in features]
    return json.dumps(collection).encode()


def square(x: float, y: float, side: float = 1000) -> dict:
    """A square by its south-west corner."""
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}
