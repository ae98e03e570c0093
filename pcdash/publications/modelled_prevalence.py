"""Modelled against recorded prevalence by practice (Public Health England and Imperial College, on QOF 2014-15).

Each workbook is one condition, which only its name says. One sheet holds the model's estimates, one the register and list of the
same practices, or one sheet holds both; sheets and columns are found by their headings (`kit/estimate_sheet.py`).
"""

import re

import pandas as pd

from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.estimate_sheet import Sheet, sheet_of
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import Rows
from pcdash.terms.periods import financial_year_in

# Late, because a workbook's first sheets have to be read to know it.
PUBLICATION = Publication(
    "modelled_prevalence", "Prevalence estimates for GP practices", "Public Health England and Imperial College London", order=95
)

# Words in the file's name, and the QOF group the condition belongs to. The first that is found counts.
CONDITIONS = {
    "undiagnosed": "HYPUNDIAGNOSED",
    "chd": "CHD",
    "coronary": "CHD",
    "hypertension": "HYP",
    "stroke": "STIA",
    "depression": "DEP",
    "pad": "PAD",
    "peripheral": "PAD",
    "copd": "COPD",
    "pulmonary": "COPD",
    "heart failure": "HF",
}
# The only edition that was published models the year of its QOF sheet.
_ONLY_EDITION = "2014/15"
_SHEETS_LOOKED_AT = 8
# The model expects one to three times the patients that are recorded. Estimates below a tenth of them are fractions.
_FRACTION = 0.1


def recognises(file: PublishedFile) -> bool:
    return "EstPrev" in file.sheets or "QOFPrev" in file.sheets or any(sheet.is_model for sheet in _sheets(file))


def load(file: PublishedFile, catalogue) -> Loaded:
    model, recorded = _model_and_record(file)
    condition = _condition(file)
    limits = ["lower95", "upper95"] if model.has_limits else []
    estimates = model.rows(
        ["practice_code", "estimate", *limits, *(["list_size", "register"] if model is recorded else [])], file.label
    )
    registers = estimates if model is recorded else recorded.rows(["practice_code", "list_size", "register"], file.label)
    for rows in (estimates,) if model is recorded else (estimates, registers):
        rows.code("practice_code", "practice")
        rows.no_repeats("practice_code")
    counts = {name: registers.number(name, whole=True) for name in ("list_size", "register")}
    registers.not_above(counts["register"], counts["list_size"], "register is larger than the list")
    values = {name: estimates.number(name) for name in ("estimate", *limits)}
    notes = []
    if _are_fractions(values["estimate"][estimates.kept().index], *(count[registers.kept().index] for count in counts.values())):
        values, notes = {name: 100 * value for name, value in values.items()}, ["estimates are printed as fractions"]
    _refuse_impossible(estimates, values)
    if model is not recorded:
        # A practice that only one of the sheets knows has no gap between them.
        reason = "practice is not on the other sheet"
        estimates.refuse(~estimates.table["practice_code"].isin(registers.kept()["practice_code"]), reason)
        registers.refuse(~registers.table["practice_code"].isin(estimates.kept()["practice_code"]), reason)
    modelled = estimates.result({"practice_code": "practice_code"}, **{"lower95": None, "upper95": None} | values)
    merged = modelled.merge(registers.result({"practice_code": "practice_code"}, **counts), on="practice_code", how="inner")
    period = financial_year_in(recorded.heading("list_size", file.label)) or _ONLY_EDITION
    refused = [estimates.refused(model.name)] + ([registers.refused(recorded.name)] if model is not recorded else [])
    return Loaded(
        rows_in=len(estimates.table) + (len(registers.table) if model is not recorded else 0),
        tables={"modelled_prevalence": merged.assign(condition=condition, period=period)},
        refused=pd.concat(refused, ignore_index=True),
        period=period,
        series=condition,
        notes=notes,
    )


def _sheets(file: PublishedFile) -> list[Sheet]:
    read = (sheet_of(name, file.sheet(name)) for name in file.sheets[:_SHEETS_LOOKED_AT])
    return [sheet for sheet in read if sheet is not None]


def _model_and_record(file: PublishedFile) -> tuple[Sheet, Sheet]:
    """The sheet of estimates, and that of registers and lists; they may be one.

    A workbook may hold a third in which both prevalences stand side by side, some as fractions: limits come first, then a sheet of
    nothing but the model. Raises SetAside where there is no gap to be known, SourceError where a sheet is missing.
    """
    sheets = _sheets(file)
    models = [sheet for sheet in sheets if sheet.is_model]
    of_practices = [sheet for sheet in models if "practice_code" in sheet.columns]
    records = [sheet for sheet in sheets if sheet.is_record]
    if models and not of_practices:
        raise SetAside("holds estimates for local authorities, of which no register is known here", file.label)
    if of_practices and not records:
        raise SetAside("holds estimates without the registers and lists of the same practices: there is no gap to show", file.label)
    if not of_practices:
        raise SourceError("has no sheet with practices and their estimates", file.label, "download the workbook again, complete")
    return max(of_practices, key=lambda sheet: (sheet.has_limits, "recorded" not in sheet.columns)), records[0]


def _condition(file: PublishedFile) -> str:
    name = re.sub(r"[^a-z]+", " ", file.name.lower())
    for word, code in CONDITIONS.items():
        if re.search(rf"\b{word}\b", name):
            return code
    words = ", ".join(CONDITIONS)
    raise SourceError("does not say which condition it models", file.label, f"put one of {words} into the name, as published")


def _are_fractions(estimate: pd.Series, list_size: pd.Series, register: pd.Series) -> bool:
    """Whether the estimates are fractions of 1, by the prevalence that the same practices recorded: no size of a number tells."""
    return bool(estimate.median() < _FRACTION * (100 * register / list_size.where(list_size > 0)).median())


def _refuse_impossible(rows: Rows, values: dict[str, pd.Series]) -> None:
    rows.refuse(values["estimate"] > 100, "estimate is above 100%")
    if "lower95" in values:
        outside = (values["estimate"] < values["lower95"]) | (values["estimate"] > values["upper95"]) | (values["upper95"] > 100)
        rows.refuse(outside, "estimate and its limits contradict each other")
