"""From published files to a checked database: read, load, compute, check, swap in.

The new database is written beside the old one and takes its place only when every check has passed, so that a bad file or an
interrupted build leaves the old one as it was.
"""

from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from pcdash import __version__, config, definitions
from pcdash.build import checks, schema, swap
from pcdash.build import shapes as geography
from pcdash.build.read import CANNOT_BE_USED, FileReport, Progress, read
from pcdash.definitions import places, systems
from pcdash.errors import PlaceError, SourceError
from pcdash.publications.kit import file as files
from pcdash.terms import periods


def build(
    sources: list[Path],
    place_files: list[Path],
    database: Path,
    *,
    data_kind: str = "published",
    strict: bool = False,
    progress: Progress = lambda message, share: None,
) -> list[FileReport]:
    """Builds `database` from the published files under `sources` and returns what became of each file.

    A file that cannot be used is reported and costs nothing else; `strict` makes it an error. `progress` is called with a message
    and the share done, from 0 to 1. Raises a PcdashError, and leaves the old database untouched, for a wrong catalogue or place
    file, a failed check, where no file can be loaded, and where the database cannot be written.
    """
    defined = definitions.load()
    described = [places.load(path) for path in place_files]
    _require_distinct(described)
    with swap.beside(database) as new:
        progress("Looking for published files", 0.0)
        reports = read(files.find(sources), defined.indicators, lambda message, share: progress(message, 0.6 * share))
        _require_use(reports, sources, strict)
        with swap.told(database), duckdb.connect(str(new)) as connection:
            connection.execute("SET enable_progress_bar = false")
            _fill(connection, defined, described, reports, data_kind, progress)
            progress("Checking", 0.95)
            checks.run(connection)
            connection.execute("CHECKPOINT")
    progress("Done", 1.0)
    return reports


def build_demonstration(
    target: Path, place_files: list[Path], progress: Progress = lambda message, share: None
) -> list[FileReport]:
    """Builds the synthetic demonstration from the files that come with the project, with any further place files.

    Raises as `build` does, and leaves a database that was there before untouched then.
    """
    own = config.DEMONSTRATION / "place.toml"
    sources = [config.DEMONSTRATION / config.PUBLISHED]
    return build(sources, [own, *place_files], target, data_kind="synthetic", strict=True, progress=progress)


def _require_use(reports: list[FileReport], sources: list[Path], strict: bool) -> None:
    """Raises SourceError, with every file that cannot be used, where no file can be loaded or, being strict, where any cannot."""
    unusable = [f"{report.file_label}: {report.message}" for report in reports if report.status == CANNOT_BE_USED]
    if any(report.status == "loaded" for report in reports) and not (strict and unusable):
        return
    what = f"{len(unusable)} of {len(reports)} files cannot be used" if unusable else "nothing here can be loaded"
    todo = "see to each, or leave --strict out to build without them" if strict else "name another folder"
    raise SourceError("\n".join([what, *unusable]), ", ".join(path.name for path in sources), todo)


def _require_distinct(described: list[places.Place]) -> None:
    """Raises PlaceError where two place files claim a borough, a locality or a practice, or differ on a system."""
    owners: dict[tuple[str, str], str] = {}
    spells: dict[str, list] = {}
    for place in described:
        frames = places.as_frames([place])
        members = frames["locality_practice"]
        current = members.loc[members["valid_to"].isna(), "practice_code"]
        for kind, codes in (("borough", [place.code]), ("locality", frames["locality"]["locality_code"]), ("practice", current)):
            for code in codes:
                if (kind, code) in owners:
                    raise PlaceError(f"{kind} {code} is already in {owners[kind, code]}", place.label, "keep it in one place only")
                owners[kind, code] = place.label
        for code, spell in systems.spells(place.content).items():
            if spells.setdefault(code, spell) != spell:
                raise PlaceError(
                    f"system {code} has another name or other dates in another file", place.label, "write them alike in all"
                )


def _fill(
    connection: duckdb.DuckDBPyConnection,
    defined: definitions.Definitions,
    described: list[places.Place],
    reports: list[FileReport],
    data_kind: str,
    progress: Progress,
) -> None:
    """Creates and fills every object of the new database."""
    schema.create(connection, ("00_tables", "10_macros"))
    for name, frame in (defined.frames | places.as_frames(described)).items():
        _insert(connection, name, frame)
    for path in sorted(config.REFERENCE.glob("*.csv")):
        _insert(connection, path.stem, pd.read_csv(path))
    connection.execute("INSERT INTO tables.build VALUES (?, ?, ?)", [__version__, datetime.now(), data_kind])
    for number, report in enumerate(reports):
        progress(f"Loading {report.file_label}", 0.6 + 0.15 * number / len(reports))
        _load(connection, report)
    _insert(connection, "period", _all_periods(connection))
    progress("Drawing maps", 0.76)
    _insert(connection, "map_shape", geography.map_shapes(connection))
    progress("Computing indicators", 0.78)
    schema.create(connection, ("20_staging", "30_metrics", "40_marts"))
    progress("Describing tables", 0.93)
    schema.describe(connection)


def _load(connection: duckdb.DuckDBPyConnection, report: FileReport) -> None:
    row = {key: value for key, value in vars(report).items() if key not in ("loaded", "modified")}
    if report.loaded is not None and report.status != "loaded":
        row |= {"rows_in": None, "rows_loaded": None, "rows_refused": None}
    _insert(connection, "source_file", pd.DataFrame([row]))
    if report.loaded is None or report.status != "loaded":
        return
    try:
        for name, frame in (report.loaded.tables | {"rejected_row": report.loaded.refused}).items():
            _insert(connection, name, frame.assign(source_id=report.source_id))
    except (duckdb.DataError, duckdb.IntegrityError):  # whose words quote the value
        what = f"has a value that no {report.publication_title} can have"
        raise SourceError(what, report.file_label, "correct it, or take the file out of the folder") from None
    report.loaded.tables.clear()


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    connection.register("new_rows", frame)
    connection.execute(f"INSERT INTO tables.{table} BY NAME SELECT * FROM new_rows")
    connection.unregister("new_rows")


def _all_periods(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every period that a loaded or declared row names, in a column called like one. What a file says of itself is no period."""
    columns = connection.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE schema_name = 'tables' AND (column_name = 'period' OR column_name LIKE '%\\_period' ESCAPE '\\')
            AND table_name NOT IN ('period', 'source_file')
            AND NOT (table_name = 'indicator' AND column_name = 'period')
        """
    ).fetchall()
    labels = {
        row[0]
        for table, column in columns
        for row in connection.execute(f"SELECT DISTINCT {column} FROM tables.{table}").fetchall()
    }
    months = connection.execute("SELECT DISTINCT strftime(extract_date, '%Y-%m') FROM tables.registered_patients").fetchall()
    parsed = [periods.parse(label) for label in sorted(filter(None, labels | {row[0] for row in months}))]
    return pd.DataFrame(
        [{"period": item.label, "period_kind": item.kind, "period_start": item.start, "period_end": item.end} for item in parsed]
    )
