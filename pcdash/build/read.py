"""Reading of published files: what each is, what became of its rows, and which edition of several counts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pcdash import publications
from pcdash.errors import PcdashError, SetAside, SourceError
from pcdash.publications.kit import file as files
from pcdash.publications.kit.loaded import Loaded
from pcdash.terms import periods

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


def _read_one(file: files.PublishedFile, report: FileReport, indicators: tuple) -> None:
    publication, module = publications.recognise(file)
    if publication is None:
        if (promised := publications.named_like(file)) is not None:
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
