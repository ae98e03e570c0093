"""What the command line prints: what became of each file, coverage and checks, as plain text tables."""

import pandas as pd

from pcdash import queries
from pcdash.build.read import CANNOT_BE_USED, FileReport
from pcdash.served.database import Database


def files_table(reports: list[FileReport]) -> str:
    """One line per file: status, publication and period, rows loaded and refused, name, remark."""
    lines = []
    for item in reports:
        rows = f"{item.rows_loaded:>9,} loaded {item.rows_refused:>7,} refused" if item.status == "loaded" else " " * 33
        what = " ".join(filter(None, [item.publication_title, item.period])) if item.publication else ""
        lines.append(
            f"{item.status:<14} {rows}  {item.file_label}" + "".join(f"\n{'':<14} {text}" for text in (what, item.message) if text)
        )
    return "\n".join(lines)


def summary(reports: list[FileReport]) -> str:
    """`48 loaded, 14 not used, ...`, the rows in, loaded and refused, and how many files need somebody."""
    statuses = pd.Series([item.status for item in reports]).value_counts()
    loaded = [item for item in reports if item.status == "loaded"]
    rows_in, refused = (sum(getattr(item, name) for item in loaded) for name in ("rows_in", "rows_refused"))
    files = ", ".join(f"{number} {status}" for status, number in statuses.items())
    lines = [f"Files: {files}.", f"Rows: {rows_in:,} in, {rows_in - refused:,} loaded, {refused:,} refused with a reason."]
    if unusable := sum(item.status == CANNOT_BE_USED for item in reports):
        lines.append(f"{unusable:,} {'file needs' if unusable == 1 else 'files need'} you: see above what is wrong with each.")
    return "\n".join(lines)


def details(item: FileReport) -> str:
    """Everything that `inspect` knows of one file, over several lines."""
    status = "can be loaded" if item.status == "loaded" else item.status
    lines = [item.file_label, f"  {status}" + (f": {item.message}" if item.message else "")]
    if item.publication_title:
        lines.append(f"  {item.publication_title}" + (f", {item.period}" if item.period else ""))
    if item.rows_in is not None:
        lines.append(f"  {item.rows_in:,} rows: {item.rows_loaded:,} to load, {item.rows_refused:,} to refuse")
        reasons = item.loaded.refused["reason"].value_counts() if item.loaded is not None else {}
        lines += [f"    {number:,} x {reason}" for reason, number in reasons.items()]
    return "\n".join(lines)


def warnings(database: Database) -> list[str]:
    """What the build should tell about: reports of checks that found something."""
    found = queries.provenance.checks(database)
    found = found[(found["offending_rows"] > 0) & ~found["is_fatal"]]
    return [f"{row.promise}: not so for {row.offending_rows}, for example {row.example}" for row in found.itertuples()]


def coverage_table(coverage: pd.DataFrame) -> str:
    """One line per indicator and area type: how many areas have a value in which periods."""
    lines = []
    for (name, area_type), rows in coverage.groupby(["name", "area_type"], sort=False):
        spans = ", ".join(f"{row.period} ({row.areas:,})" for row in rows.itertuples())
        lines.append(f"{name} | {area_type} | {spans}")
    return "\n".join(lines)


def checks_table(results: list[tuple]) -> str:
    """One line per check: passed or not, and its promise."""
    return "\n".join(f"{'passed' if not rows else 'report':<7} {promise}" for _, promise, rows, _, _ in results)
