"""Modelled against recorded prevalence by practice (Public Health England and Imperial College, on QOF 2014-15).

Each workbook is one condition, which only its name says; `EstPrev` holds the model's percentages with intervals, `QOFPrev`
the register and list of the same practices.
"""

import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_sheet
from pcdash.terms.periods import financial_year_in

PUBLICATION = Publication(
    "modelled_prevalence", "Prevalence estimates for GP practices", "Public Health England and Imperial College London"
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
}
# The only edition that was published models the year of its QOF sheet.
_ONLY_EDITION = "2014/15"


def recognises(file: PublishedFile) -> bool:
    return "EstPrev" in file.sheets or {"QOFPrev"} <= set(file.sheets)


def load(file: PublishedFile, catalogue) -> Loaded:
    condition = next((code for word, code in CONDITIONS.items() if word in file.name.lower()), None)
    if condition is None:
        raise SourceError(
            "does not say which condition it models", file.label, f"put one of {', '.join(CONDITIONS)} into the name, as published"
        )
    model, recorded = read_sheet(file, "EstPrev"), read_sheet(file, "QOFPrev")
    model.code("practice_code", "practice")
    model.no_repeats("practice_code")
    estimate = next(name for name in ("estimate", "estprev") if name in model.table)
    estimates = {
        name: model.number(column) for name, column in (("estimate", estimate), ("lower95", "min95"), ("upper95", "max95"))
    }
    model.refuse(estimates["estimate"] > 100, "estimate is above 100%")
    recorded.code("practice code", "practice")
    recorded.no_repeats("practice code")
    list_column, register_column = (
        next(name for name in recorded.table if name.startswith(word)) for word in ("list size", "register")
    )
    counts = {
        "list_size": recorded.number(list_column, whole=True),
        "register": recorded.number(register_column, whole=True),
    }
    recorded.not_above(counts["register"], counts["list_size"], "register is larger than the list")
    # A practice that only one of the sheets knows has no gap between them.
    model.refuse(~model.table["practice_code"].isin(recorded.kept()["practice code"]), "practice is not on the other sheet")
    recorded.refuse(~recorded.table["practice code"].isin(model.kept()["practice_code"]), "practice is not on the other sheet")
    modelled = model.result({"practice_code": "practice_code"}, **estimates)
    merged = modelled.merge(recorded.result({"practice_code": "practice code"}, **counts), on="practice_code", how="inner")
    period = financial_year_in(list_column.removeprefix("list size")) or _ONLY_EDITION
    return Loaded(
        rows_in=len(model.table) + len(recorded.table),
        tables={"modelled_prevalence": merged.assign(condition=condition, period=period)},
        refused=pd.concat([model.refused("EstPrev"), recorded.refused("QOFPrev")], ignore_index=True),
        period=period,
        series=condition,
    )
