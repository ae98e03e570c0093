"""From published files to a checked database: read, load, compute, check, swap in.

The new database is written beside the old one and takes its place only when every check has passed, so that a bad file or an
interrupted build leaves the old one as it was.
"""

import os
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from pcdash import __version__, config
from pcdash.build import schema
from pcdash.build import shapes as geography
from pcdash.build.read import FileReport, Progress, read
from pcdash.definitions import catalogue, places, plans, triggers
from pcdash.errors import CheckError, PlaceError, SourceError
from pcdash.publications.kit import file as files
from pcdash.served.database import Database
from pcdash.terms import periods

# Tables with a column of period labels; tables.period gets every label they hold.
_PERIODS = {
    "qof_measure": "period",
    "qof_register": "period",
    "survey_result": "period",
    "fingertips_value": "period",
    "modelled_prevalence": "period",
    "local_return": "period",
    "indicator_source": "from_period",
    "place": "baseline_period",
}
# Checks whose first line starts with this word report without failing the build.
_REPORT = "Report:"


def build(
    sources: list[Path],
    place_files: list[Path],
    database: Path,
    *,
    data_kind: str = "published",
    progress: Progress = lambda message, share: None,
) -> list[FileReport]:
    """Builds `database` from the published files under `sources` and returns what became of each file.

    `progress` is called with a message and the share done, from 0 to 1. Raises a PcdashError, and leaves the old database
    untouched, for a damaged file, a wrong catalogue or place file, or a failed check.
    """
    indicators = catalogue.load()
    described = [places.load(path) for path in place_files]
    _require_distinct(described)
    progress("Looking for published files", 0.0)
    reports = read(files.find(sources), indicators, lambda message, share: progress(message, 0.6 * share))
    if not any(report.status == "loaded" for report in reports):
        raise SourceError("nothing here can be loaded", ", ".join(path.name for path in sources), "name another folder")
    database.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{database.name}.", suffix=".tmp", dir=database.parent)
    os.close(handle)
    beside = Path(name)
    beside.unlink()
    try:
        with duckdb.connect(str(beside)) as connection:
            connection.execute("SET enable_progress_bar = false")
            _fill(connection, indicators, described, reports, data_kind, progress)
            progress("Checking", 0.95)
            run_checks(connection)
            connection.execute("CHECKPOINT")
        beside.replace(database)
    finally:
        for leftover in beside.parent.glob(f"{beside.name}*"):
            leftover.unlink()
    progress("Done", 1.0)
    return reports


def run_checks(connection: duckdb.DuckDBPyConnection, *, record: bool = True) -> list[tuple]:
    """Runs `sql/checks` and returns (name, promise, offending rows, is fatal, example) of each.

    Raises CheckError for a broken promise.
    """
    results = []
    for check in schema.checks():
        promise = check.comment.splitlines()[0]
        rows = connection.execute(check.statement).df()
        example = ", ".join(f"{key} {value}" for key, value in rows.iloc[0].items()) if len(rows) else None
        results.append((check.name, promise.removeprefix(_REPORT).strip(), len(rows), not promise.startswith(_REPORT), example))
    if record:
        connection.executemany("INSERT INTO tables.check_result VALUES (?, ?, ?, ?, ?)", results)
    if broken := [result for result in results if result[2] and result[3]]:
        lines = "\n".join(f"- {promise}: {rows:,} rows break it, for example {example}" for _, promise, rows, _, example in broken)
        raise CheckError(f"the figures break {len(broken)} of the checks\n{lines}", todo="correct the file or place file it names")
    return results


def check(database: Path) -> list[tuple]:
    """Runs the checks on a database that is already in place, changing nothing. Raises DatabaseError where there is none."""
    Database(database).version()
    with duckdb.connect(str(database), read_only=True) as connection:
        return run_checks(connection, record=False)


def _require_distinct(described: list[places.Place]) -> None:
    """Raises PlaceError where two place files (or the same one twice) claim a borough, a locality or a practice."""
    owners: dict[tuple[str, str], str] = {}
    for place in described:
        frames = places.as_frames([place])
        members = frames["locality_practice"]
        current = members.loc[members["valid_to"].isna(), "practice_code"]
        for kind, codes in (("borough", [place.code]), ("locality", frames["locality"]["locality_code"]), ("practice", current)):
            for code in codes:
                if (kind, code) in owners:
                    raise PlaceError(f"{kind} {code} is already in {owners[kind, code]}", place.label, "keep it in one place only")
                owners[kind, code] = place.label


def _fill(
    connection: duckdb.DuckDBPyConnection,
    indicators: tuple,
    described: list[places.Place],
    reports: list[FileReport],
    data_kind: str,
    progress: Progress,
) -> None:
    """Creates and fills every object of the new database."""
    schema.create(connection, ("00_tables", "10_macros"))
    scheme = triggers.load(indicators)
    described_by_data = {
        "trigger_standard": scheme.standards,
        "review_category": scheme.categories,
        "target": plans.targets(indicators),
        "annotation": plans.annotations(),
    }
    for name, frame in (catalogue.as_frames(indicators) | places.as_frames(described) | described_by_data).items():
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
    for name, frames in report.loaded.tables.items():
        filled = [frame for frame in (frames if isinstance(frames, list) else [frames]) if len(frame)]
        if filled:
            _insert(connection, name, pd.concat(filled, ignore_index=True).assign(source_id=report.source_id))
    if len(report.loaded.refused):
        _insert(connection, "rejected_row", report.loaded.refused.assign(source_id=report.source_id))
    report.loaded.tables.clear()


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    connection.register("new_rows", frame)
    connection.execute(f"INSERT INTO tables.{table} BY NAME SELECT * FROM new_rows")
    connection.unregister("new_rows")


def _all_periods(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    labels = set()
    for table, column in _PERIODS.items():
        labels |= {row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM tables.{table}").fetchall() if row[0]}
    labels |= {row[0] for row in connection.execute("SELECT DISTINCT to_period FROM tables.indicator_source").fetchall() if row[0]}
    months = connection.execute("SELECT DISTINCT strftime(extract_date, '%Y-%m') FROM tables.registered_patients").fetchall()
    parsed = [periods.parse(label) for label in sorted(labels | {row[0] for row in months})]
    return pd.DataFrame(
        [{"period": item.label, "period_kind": item.kind, "period_start": item.start, "period_end": item.end} for item in parsed]
    )
