"""From published files to a checked database: read, load, compute, check, swap in.

The new database is written beside the old one and takes its place only when every check has passed, so that a bad file or an
interrupted build leaves the old one as it was.
"""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from pcdash import __version__, catalogue, config, geography, ingest, periods, places, plans, schema, triggers
from pcdash.database import Database
from pcdash.errors import CheckError, PcdashError, PlaceError, SetAside, SourceError
from pcdash.ingest import files
from pcdash.ingest.loaded import Loaded

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

Progress = Callable[[str, float], None]


@dataclass
class FileReport:
    """What became of one file: a row of `tables.source_file`; `modified` and `loaded` are for the build itself."""

    source_id: int
    file_label: str
    sha256: str
    bytes: int
    status: str = "loaded"
    message: str = ""
    publication: str | None = None
    publication_title: str | None = None
    publisher: str | None = None
    attribution: str | None = None
    period: str | None = None
    edition: date | None = None
    encoding: str | None = None
    rows_in: int | None = None
    rows_loaded: int | None = None
    rows_refused: int | None = None
    modified: date = date.min
    loaded: Loaded | None = field(default=None, repr=False)


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
        raise SourceError(
            "hold nothing that the dashboard can load", ", ".join(path.name for path in sources), "name another folder"
        )
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


def read(found: list[files.PublishedFile], indicators: tuple, progress: Progress = lambda message, share: None) -> list[FileReport]:
    """Reads every file and says what it is; duplicates and older editions are marked, damaged files raise SourceError at the end.

    All files are read before any damage is reported, so that one run names every file that has to be downloaded again.
    """
    reports: list[FileReport] = []
    damaged: list[PcdashError] = []
    seen: dict[tuple, str] = {}
    for number, file in enumerate(found, start=1):
        progress(f"Reading {file.name}", (number - 1) / len(found))
        report = FileReport(number, file.label, file.sha256, len(file.content))
        # Files of two years may be equal to the byte where only the name carries the year (QOF's mapping of indicators).
        identity = report.sha256, next(filter(None, map(periods.financial_year_in, file.names_around)), None)
        if identity in seen:
            report.status, report.message = "duplicate", f"the same content as {seen[identity]}"
        else:
            seen[identity] = file.label
            try:
                _read_one(file, report, indicators)
            except SetAside as reason:
                report.status, report.message = "set aside", reason.what
            except PcdashError as error:
                damaged.append(error)
        file.release()
        reports.append(report)
    if damaged:
        what = "\n".join(str(error) for error in damaged)
        raise SourceError(f"{len(damaged)} of {len(found)} files cannot be used\n{what}")
    _mark_superseded(reports)
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


def _read_one(file: files.PublishedFile, report: FileReport, indicators: tuple) -> None:
    publication, module = ingest.recognise(file)
    if publication is None:
        if (promised := ingest.named_like(file)) is not None:
            raise SourceError(f"is named like {promised.title}, but {_beginning(file)}", file.label, "download the file again")
        report.status, report.message = "not recognised", f"not a publication the dashboard knows (it {_beginning(file)})"
        return
    report.publication, report.publication_title = publication.id, publication.title
    report.publisher, report.attribution = publication.publisher, publication.attribution
    if module is None:
        report.status, report.message = "not used", "recognised; the dashboard does not use it yet"
        return
    report.encoding = file.encoding if file.form == "text" else None
    try:
        loaded = module.load(file, indicators)
    except (KeyError, StopIteration) as error:
        column = f"the column {error}" if isinstance(error, KeyError) else "a column"
        what = f"lacks {column}, which {publication.title} has"
        raise SourceError(what, file.label, "download the file again, with its official columns") from error
    report.period, report.edition, report.modified = loaded.period, loaded.edition, file.modified
    report.rows_in, report.rows_loaded, report.rows_refused = loaded.rows_in, loaded.rows_loaded, len(loaded.refused)
    report.message, report.loaded = "; ".join(loaded.notes), loaded
    if loaded.rows_loaded == 0:
        report.status = "empty"
        report.message = (
            "a template: it has no figures" if loaded.rows_in == 0 or _is_template(loaded) else "no row could be loaded"
        )


def _is_template(loaded: Loaded) -> bool:
    return bool(loaded.refused["reason"].str.contains("blank").all())


def _beginning(file: files.PublishedFile) -> str:
    """What a file that is no known publication is instead: its first words, so that a user sees it."""
    if file.form == "empty":
        return "is empty"
    if file.form not in ("text", "markup", "json"):
        return f"is of the form {file.form}"
    words = ",".join(file.header) or file.content[:200].decode(file.encoding, errors="replace")
    return f"begins with '{' '.join(words[:80].split())}'"


def _mark_superseded(reports: list[FileReport]) -> None:
    """Of files that tell the same story, only the newest edition is loaded.

    The date in the content decides, else the version mark in the name (`_v2`), else the day the file was last changed.
    """
    newest: dict[tuple, FileReport] = {}
    for report in reports:
        if report.status != "loaded" or report.loaded.series is None:
            continue
        key = (report.publication, report.period if report.publication != "ods_practices" else None, report.loaded.series)
        older = newest.get(key)
        if older is None:
            newest[key] = report
            continue
        first, second = sorted((older, report), key=_edition)
        first.status, first.message = "superseded", f"an older edition of {second.file_label}"
        newest[key] = second


def _edition(report: FileReport) -> tuple:
    mark = re.search(r"[-_ ]v(\d+)", report.file_label.rsplit("/", 1)[-1], re.IGNORECASE)
    return report.edition or date.min, int(mark[1]) if mark else 1, report.modified, report.file_label.lower()


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
