"""GP Patient Survey, practice, network, integrated care system and national results, 2012 onward.

To 2023 a question is a number (`Q28_12pct`, `Q28_12`, `Q28base`), from 2024 a stem (`overallexp.pcteval`). Percentages are
fractions. A result that rests on fewer than ten answers is suppressed by the publisher; `rows.states` reads its marks.
Only questions that the catalogue names are taken from the hundreds of columns, each with its single answers where they are
printed.
"""

import math
import re
from datetime import date

import numpy as np
import pandas as pd

from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.rows import Rows, read_delimited, states
from pcdash.terms.areas import ENGLAND

PUBLICATION = Publication(
    "gp_patient_survey", "GP Patient Survey", "NHS England and Ipsos", "Source: GP Patient Survey, NHS England and Ipsos"
)
NAMES = r"GPPS_\d{4}_.*\.(csv|zip)"

ALIASES = {
    "ad_practicecode": "practice_code",
    "ad_practicename": "practice_name",
    "ad_icscodeons": "ics_gss",
    "ad_pcncode": "pcn_code",
    "ad_pcnname": "pcn_name",
}
# The column of each measure of a question, in the era of numbers and in that of stems.
NUMBERED = {"share": "{q}_12pct", "positive": "{q}_12", "weighted_base": "{q}base"}
STEMMED = {
    "share": "{q}.pcteval",
    "positive": "{q}.counteval",
    "weighted_base": "{q}.baseevalw",
    "unweighted_base": "{q}.baseevaluw",
    "lower95": "{q}.lowileval",
    "upper95": "{q}.hiwileval",
}
# The columns of a question's single answers in both eras: `Q28_1`, `Q28_1pct`; `overallexp_1.count`, `overallexp_1.pct`. Two digits
# (`Q28_12`) are answers added together.
OPTION = r"{q}_(\d)(?:\.count|(\.?pct))?$"


def recognises(file: PublishedFile) -> bool:
    return {"distributed", "received", "resprate"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    year = _year(file)
    stems = _questions(catalogue)
    # Hundreds of columns for some dozen that are used: the others cost more time than all else.
    asked = re.compile(rf"({'|'.join(re.escape(stem.lower()) for stem in stems)})(?![a-z0-9]).*|.*(code|name|base).*")
    rows = read_delimited(file, ALIASES, wanted=lambda name: asked.match(name) is not None)
    rows.table.columns = [re.sub(r"[ .](?=(pct|count|base|low|hi)\w*$)", ".", name) for name in rows.table.columns]
    area_type, code = _areas(rows, file)
    if area_type != "england":
        rows.code(code, area_type)
        rows.no_repeats(code)
    frames = []
    for stem in stems:
        measures = {name: pattern.format(q=stem.lower()) for name, pattern in STEMMED.items()}
        if measures["share"] not in rows.table:
            measures = {name: pattern.format(q=stem.lower()) for name, pattern in NUMBERED.items()}
        measures = {name: column for name, column in measures.items() if column in rows.table}
        if "share" in measures:
            frames.append((stem, measures, {name: rows.number(column, marks=True) for name, column in measures.items()}))
    if not frames:
        raise SourceError("has none of the questions that the catalogue asks for", file.label, "check data/indicators/survey.toml")
    for _, _, numbers in frames:
        rows.refuse(numbers["share"] > 1, "a share of answers is above 1")
    options = _options(rows, [stem for stem, *_ in frames])
    about = {"area_type": area_type, "period": str(year)}
    marked = [({"question": stem}, numbers | {"mark": states(rows.table[measures["share"]])}) for stem, measures, numbers in frames]
    results = _stacked(rows, code, about, marked)
    numbered = [({"question": stem, "option_number": number}, values) for stem, number, values in options]
    answers = _stacked(rows, code, about, numbered)
    answers = answers.dropna(how="all", subset=[name for name in ("share", "answers") if name in answers])
    tables = {"survey_result": results, "survey_answer": answers} | _organisations(rows, area_type, date(year, 3, 31))
    weighting = "unweighted" if "unweighted" in file.name.lower() else "weighted"
    loaded = Loaded.from_rows(rows, tables, period=str(year), series=f"{area_type} {weighting}")
    if weighting == "unweighted":
        loaded.notes.append("unweighted results: the weighted file is the one to compare practices with")
    return loaded


def _stacked(rows: Rows, code: str | None, about: dict, parts: list[tuple[dict, dict[str, pd.Series]]]) -> pd.DataFrame:
    """The kept rows once for each part, under each other: what is the same for the file, for the part, and the part's columns."""
    if not parts:
        return pd.DataFrame()
    kept = rows.kept().index
    areas = rows.table[code][kept].tolist() if code else [ENGLAND.code] * len(kept)
    names = dict.fromkeys(name for _, columns in parts for name in columns)
    blank = pd.Series(math.nan, index=rows.table.index)
    table = {"area_code": areas * len(parts)}
    for key in parts[0][0]:
        table[key] = [same[key] for same, _ in parts for _ in kept]
    for name in names:
        table[name] = np.concatenate([columns.get(name, blank)[kept].to_numpy() for _, columns in parts])
    return pd.DataFrame(table).assign(**about)


def _questions(catalogue) -> list[str]:
    sources = (source for indicator in catalogue for source in indicator.sources)
    return sorted({code for source in sources if source.publication == "gp_patient_survey" for code in source.codes})


def _options(rows: Rows, stems: list[str]) -> list[tuple[str, int, dict[str, pd.Series]]]:
    """Question, number of the answer, and its columns as numbers, for every single answer that the file carries."""
    found: dict[tuple[str, int], dict[str, pd.Series]] = {}
    for stem in stems:
        pattern = re.compile(OPTION.format(q=re.escape(stem.lower())))
        for column in rows.table.columns:
            if match := pattern.match(column):
                measure = "share" if match[2] else "answers"
                found.setdefault((stem, int(match[1])), {})[measure] = rows.number(column, marks=True)
    return [(stem, number, values) for (stem, number), values in found.items()]


def _year(file: PublishedFile) -> int:
    """The survey's year, which only the name carries (`GPPS_2025_Practice_data...`)."""
    for name in file.names_around:
        if match := re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", name):
            return int(match[1])
    raise SourceError(
        "carries no year: the content has none and the name does not say", file.label, "name it as published (GPPS_2025_...csv)"
    )


def _areas(rows: Rows, file: PublishedFile) -> tuple[str, str | None]:
    """The area type of the file and the column of its codes. Raises SetAside for systems, whose codes change every year."""
    for area_type in ("practice", "pcn"):
        if f"{area_type}_code" in rows.table:
            return area_type, f"{area_type}_code"
    if len(rows.table) == 1:
        return "england", None
    raise SetAside("holds integrated care systems, which change their codes too often to be followed", file.label)


def _organisations(rows: Rows, area_type: str, as_at: date) -> dict[str, list[pd.DataFrame]]:
    if area_type != "practice":
        return {}
    kept = rows.kept()
    names, links = [named_areas("practice", kept["practice_code"], kept["practice_name"], as_at)], []
    if "pcn_code" in kept:
        names.append(named_areas("pcn", kept["pcn_code"], kept["pcn_name"], as_at))
        links.append(parents("practice", kept["practice_code"], "pcn", kept["pcn_code"], as_at))
    if "ccg_code" in kept:
        names.append(named_areas("sub_icb", kept["ccg_code"], kept["ccg_name"], as_at))
        links.append(parents("practice", kept["practice_code"], "sub_icb", kept["ccg_code"], as_at))
    return {"area_name": names, "area_parent": links}
