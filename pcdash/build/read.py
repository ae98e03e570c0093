"""Reading of published files: what each is, what became of its rows, and which edition of several counts."""

import atexit
import functools
import logging
import pickle
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from pcdash import publications
from pcdash.build.reader import Died, Reader
from pcdash.errors import PcdashError, PersonalDataError, SetAside, SourceError
from pcdash.publications.kit import file as files
from pcdash.publications.kit import personal
from pcdash.publications.kit.loaded import Loaded
from pcdash.terms import periods
from pcdash.terms.formatting import capitalised

Progress = Callable[[str, float], None]
CANNOT_BE_USED = "cannot be used"
_UNEXPECTED = "is not laid out as anything that is known of its publication"
_SMALLER = "Take it out of the folder, or save it again with nothing but its table"
_DEADLY = f"ended the process that read it: it is damaged, or needs more memory than there is. {_SMALLER}"
_READER = Reader()
atexit.register(_READER.close)


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


def read(found: list[files.PublishedFile], indicators: tuple, progress: Progress = lambda message, share: None) -> list[FileReport]:
    """Reads every file and says what became of it; one that cannot be used never costs the others.

    Duplicates and older editions are marked. A file that cannot be used has the status `CANNOT_BE_USED` and a message with what is
    wrong and what to do.
    """
    reports: list[FileReport] = []
    seen: dict[tuple, str] = {}
    packed = pickle.dumps(indicators)
    for number, file in enumerate(found, start=1):
        progress(f"Reading {file.name}", (number - 1) / len(found))
        report = FileReport(number, file.label, "", 0)
        try:
            report = _READER.call(look_at, file, report, seen, packed)
        except Died:
            report.status, report.message = CANNOT_BE_USED, _DEADLY
        if report.sha256:
            seen.setdefault(_identity(file, report), file.label)
        reports.append(report)
    _mark_superseded(reports)
    return reports


def look_at(file: files.PublishedFile, report: FileReport, seen: dict[tuple, str], indicators: bytes) -> FileReport:
    """The report filled in: what became of one file, whatever it holds. `seen` says which file had a content first.

    The indicators come packed: unpacking them for every file would take longer than many a file.
    """
    try:
        _look_at(file, report, seen, _unpacked(indicators))
    except SetAside as reason:
        report.status, report.message = "set aside", reason.what
    except PcdashError as error:
        report.status, report.message = CANNOT_BE_USED, f"{error.what}. {capitalised(error.todo)}"
        if isinstance(error, PersonalDataError):  # a checksum of a few words can be guessed
            report.sha256, report.bytes = "", 0
    except OSError:
        report.status, report.message = CANNOT_BE_USED, "went away, or cannot be read. Check that it is there and may be read"
    except MemoryError:
        report.status, report.message = CANNOT_BE_USED, f"needs more memory than there is. {_SMALLER}"
    except Exception as error:
        # Whatever a file holds, the others are read. A developer is told where, but not with which of its words.
        *_, place = traceback.walk_tb(error.__traceback__)
        kind, code = type(error).__name__, place[0].f_code
        logging.getLogger(__name__).error("file %s: %s in %s, line %s", report.source_id, kind, code.co_qualname, place[1])
        report.status, report.message = CANNOT_BE_USED, f"{_UNEXPECTED}. Please tell us which publication it is"
    if report.status == CANNOT_BE_USED:
        report.loaded = report.rows_in = report.rows_loaded = report.rows_refused = None
    return report


@functools.lru_cache(maxsize=1)
def _unpacked(indicators: bytes) -> tuple:
    return pickle.loads(indicators)


def _look_at(file: files.PublishedFile, report: FileReport, seen: dict[tuple, str], indicators: tuple) -> None:
    if file.damage:
        raise file.damage
    report.sha256, report.bytes = file.sha256, len(file.content)
    if (same := seen.get(_identity(file, report))) is not None:
        report.status, report.message = "duplicate", f"the same content as {same}"
        return
    _read_one(file, report, indicators)


def _identity(file: files.PublishedFile, report: FileReport) -> tuple:
    """Files of two years may be equal to the byte where only the name carries the year (QOF's mapping of indicators)."""
    return report.sha256, next(filter(None, map(periods.financial_year_in, file.names_around)), None)


def _read_one(file: files.PublishedFile, report: FileReport, indicators: tuple) -> None:
    publication, module = publications.recognise(file)
    figures = publication.figures if publication else ()
    personal.require_none(file, is_published=publication is not None and not figures, numbers=figures)
    if publication is None:
        if (promised := publications.named_like(file)) is not None:
            raise SourceError(f"is named like {promised.title}, but {_what_instead(file)}", file.label, "download the file again")
        report.status, report.message = "not recognised", f"not a publication the dashboard knows: it {_what_instead(file)}"
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
        raise SourceError(what, file.label, "take the file with its official columns") from error
    report.period, report.edition, report.modified = loaded.period, loaded.edition, file.modified
    report.rows_in, report.rows_loaded, report.rows_refused = loaded.rows_in, loaded.rows_loaded, len(loaded.refused)
    report.message, report.loaded = "; ".join(loaded.notes), loaded
    # One frame for each table: a workbook has hundreds, and they go from one process to the other.
    loaded.tables = {name: _joined(frames) for name, frames in loaded.tables.items()}
    if loaded.rows_loaded == 0:
        report.status = "empty"
        report.message = (
            "a template: it has no figures" if loaded.rows_in == 0 or _is_template(loaded) else "no row could be loaded"
        )


def _joined(frames: pd.DataFrame | list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in (frames if isinstance(frames, list) else [frames]) if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def _is_template(loaded: Loaded) -> bool:
    return bool(loaded.refused["reason"].str.contains("blank").all())


def _what_instead(file: files.PublishedFile) -> str:
    """What a file that is no known publication is instead. Its words are not repeated: they may be about a person."""
    if file.form == "empty":
        return "is empty"
    if file.form == "markup":
        return "is a web page or other markup"
    if file.form in ("text", "parquet"):
        kind, columns = "text" if file.form == "text" else "Parquet table", len(file.header)
        return f"is a {kind} of {columns:,} column{'s' if columns != 1 else ''} that no known publication has"
    return f"is of the form {file.form}"


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
