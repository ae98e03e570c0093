"""Every table of every page against its download: whatever is shown can be taken away, with all that a figure needs beside it."""

import io
import math
import re

import openpyxl
import pandas as pd
import pytest
import streamlit as st

from pcdash.charts.style import STATE_WORDS
from pcdash.exports.excel import FIGURES, HEADERS
from pcdash.queries import catalogue, geography
from pcdash.terms import formatting, outcomes
from pcdash.terms.areas import AREA_TYPES
from pcdash.terms.domains import DOMAINS
from tests.views.harness import charts

# Page, address, and what else is chosen: each shows other tables.
SHOWN = [
    ("overview", {}, {}),
    ("overview", {"area": "HAV-3", "comparator": "borough"}, {}),
    ("overview", {"area": "BHR", "comparator": "region"}, {}),
    ("locality_map", {}, {}),
    ("locality_map", {"level": "locality", "comparator": "region"}, {}),
    ("locality_map", {"level": "small_area"}, {}),
    ("practice_profile", {}, {}),
    ("practice_profile", {"comparator": "similar"}, {"profile_domain": "All"}),
    *(("practice_profile", {}, {"profile_part": part}) for part in ("Patients", "Adjustments", "Outcome standards", "Neighbours")),
    *(("benchmark", {"view": view}, {}) for view in ("ranked", "funnel", "pair", "change")),
    ("benchmark", {"view": "change", "level": "locality", "comparator": "borough"}, {}),
    ("benchmark", {"view": "ranked", "indicator": "dm_yll_male", "level": "borough"}, {}),
    ("trends", {}, {}),
    ("trends", {"indicator": "cancer_tww_seen_2_weeks"}, {}),
    ("survey", {}, {}),
    ("survey", {}, {"survey_level": "One practice"}),
    ("survey", {}, {"survey_view_2_Through the years": "Practice by practice"}),
    ("inequalities", {}, {}),
    *(("data_and_methods", {}, {"data_view": view}) for view in ("Files", "Series", "Coverage", "Methods", "Checks")),
    ("data_and_methods", {}, {"data_view": "Indicators", "data_indicator": "dm_hba1c_59"}),
    ("data_and_methods", {}, {"data_view": "Data dictionary"}),
]
ALWAYS = (
    "Indicator",
    "Area type",
    "Area code",
    "Area",
    "Period",
    "Sex",
    "Age",
    "Numerator",
    "Denominator",
    "Value",
    "Unit",
    "State",
)
ALWAYS += tuple(f"{end} CI {level} limit" for end in ("Lower", "Upper") for level in ("95.0", "99.8"))
ALWAYS += ("Comparator type", "Comparator code", "Comparator", "Comparator value", "Compared to comparator", "Source", "Filters")
# Columns that name a row, those of the whole table first, and columns that say in a sentence what the row's figures say.
NAMES = ("Indicator", "Area", "Practice", "Question and answer", "Question", "Standard", "Group", "Survey", "Period", "File")
NAMES += ("Reason", "Code", "Method", "Promise", "Column", "Small area", "Publication")
TOLD = ("Says", "Outside the lines", "Who fares worse")
# What stands beside every figure; a number of a table that is found only there is found by chance.
BESIDE = ("Indicator ID", "Area code", "Comparator code", "Source", "Source file", "Filters", "Data")


def plain(text):
    return re.sub(r"[^a-z0-9]", "", str(text).lower())


# The codes that a word of a table can stand for.
CODES = {
    "holds": {"0"},
    "yes": {"true"},
    "noreported": {"false"},
    "nocomparableearlierfigure": {""},
}
WORDS = (outcomes.STATES, outcomes.OUTCOMES, outcomes.CHANGES, outcomes.RECENT_TRENDS, outcomes.VARIATIONS, outcomes.SIGNALS)
WORDS += (outcomes.STANDINGS,)
for vocabulary in (*WORDS, STATE_WORDS, AREA_TYPES, DOMAINS):
    for code, word in vocabulary.items():
        CODES.setdefault(plain(word), set()).add(plain(code))


@pytest.fixture
def pressed(monkeypatch):
    """The downloads that a page offers, by key, each to be pressed."""
    offered, button = {}, st.download_button

    def recording(label, data, *args, **settings):
        offered[settings["key"]] = data
        return button(label, data, *args, **settings)

    monkeypatch.setattr(st, "download_button", recording)
    return offered


def numbers(text):
    """Every number of a text, without its sign, with its decimals; a period or a date gives the numbers it is written with."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", str(text))
    return [(float(number.replace(",", "")), len(number.partition(".")[2])) for number in found]


class File:
    """A download: what each of its lines says in words, and its numbers but those of codes and sources."""

    def __init__(self, content):
        table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype=str, keep_default_na=False)
        periods = [name for name in table if "period" in name.lower()]
        table[periods] = table[periods].map(formatting.period)
        self.words = [{"", plain("".join(line)), *map(plain, line)} for line in table.itertuples(index=False)]
        own = table.drop(columns=[name for name in BESIDE if name in table and "Area code" in table])
        self.numbers = [{number for cell in line for number, _ in numbers(cell)} for line in own.itertuples(index=False)]

    def lines(self, labels):
        """The lines that carry all labels, as a cell where there is one, else as a part."""
        found = range(len(self.words))
        for label in labels:
            exact = [line for line in found if label in self.words[line]]
            found = exact or [line for line in found if any(label in cell for cell in self.words[line])]
        return found


def missing(table, file):
    """What rows of a table show that the lines of the same names in a file do not hold; a number of rows is that of its lines."""
    shown = table.reset_index(drop=table.index.names == [None]).astype(str)
    # A link is read as the text that it stands under.
    shown = shown.replace(r"^\[(.*)\]\(.*\)$", r"\1", regex=True)
    names = [name for name in NAMES if name in shown][:3] or [shown.columns[0]]
    for row in shown.to_dict("records"):
        label = [row.pop(name) for name in names]
        mine = file.lines([plain(formatting.period(name)) for name in label])
        if not mine:
            yield f"no line of {label}"
            continue
        words = set().union(*(file.words[line] for line in mine))
        held = {float(len(mine))}.union(*(file.numbers[line] for line in mine))
        yield from (f"{label}: {name} {cell!r}" for name, cell in row.items() if name not in TOLD and not holds(words, held, cell))


def holds(words, held, cell):
    """Whether words and numbers of lines hold all numbers of a cell, or where it has none, its words or a code of theirs."""
    if shown := numbers(cell):
        return all(any(abs(number - item) <= 0.5 * 10.0**-decimals + 1e-9 for item in held) for number, decimals in shown)
    text = plain(cell)
    return text in words or (bool(CODES[text] & words) if text in CODES else any(text in word for word in words))


@pytest.mark.parametrize(("page", "address", "chosen"), SHOWN, ids=lambda value: str(value).replace(" ", "") if value else "-")
def test_every_table_is_held_by_a_download(open_page, demonstration_path, pressed, page, address, chosen):
    app = open_page(demonstration_path, page, **address)
    for key, value in chosen.items():
        app.session_state[key] = value
    app.run()
    for switch in (item for item in app.get("button_group") if item.label == "Show as"):
        app.session_state[switch.key] = "Table"
    pressed.clear()
    app.run()
    assert not app.exception
    files = {key: File(data()) for key, data in pressed.items() if key.endswith("_download")}
    tables = [item.value for item in (*app.dataframe, *app.table) if len(item.value)]
    assert tables and files
    short = []
    for table in tables:
        if set(table) >= {"Better", "Worse"}:
            continue  # numbers of rows of the download, by domain and outcome: see the test below
        lacking = [list(missing(table, file)) for file in files.values()]
        if all(lacking):
            short.append((list(table), min(lacking, key=len)[:3]))
    assert short == []


def tells_a_figure(alt, contents):
    """Whether a chart's description holds a figure of a download, with its decimals, or of how many areas one has a figure."""
    told = numbers(alt)
    for content in contents:
        held = {number for line in File(content).numbers for number in line}
        table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
        areas = set(table[table["State"] == "value"].groupby("Area type")["Area code"].nunique())
        if any(places and abs(number - item) <= 0.5 * 10.0**-places + 1e-9 for number, places in told for item in held):
            return True
        if any(not places and number in areas for number, places in told):
            return True
    return False


def assert_same_cells(csv, workbook):
    """Every cell of a workbook's table is that of the CSV: text as text, numbers to 15 digits, all that Excel holds."""
    texts = pd.read_csv(io.BytesIO(csv), encoding="utf-8-sig", dtype=str, keep_default_na=False)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)[FIGURES]
    header, *rows = sheet.iter_rows(min_row=HEADERS, values_only=True)
    assert list(header) == list(texts) and len(rows) == len(texts)
    for row, line in zip(rows, texts.itertuples(index=False), strict=True):
        for name, cell, text in zip(header, row, line, strict=True):
            is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
            said = "" if cell is None else str(cell).removesuffix(" 00:00:00")
            same = math.isclose(float(text), cell, rel_tol=1e-14) if is_number else text == said
            assert same, (name, cell, text)


@pytest.mark.parametrize(("page", "address"), [(page, address) for page, address, chosen in SHOWN if page != "data_and_methods"])
def test_every_download_of_figures_says_all_that_a_figure_needs(open_page, demonstration_path, pressed, page, address):
    app = open_page(demonstration_path, page, **address)
    if page in ("benchmark", "trends", "survey", "inequalities"):
        contents = [data() for key, data in pressed.items() if key.endswith("_download")]
        assert [chart.alt for chart in charts(app) if not tells_a_figure(chart.alt, contents)] == []
    for key, data in pressed.items():
        if not key.endswith("_download") or key == "spread_download":
            continue
        content = data()
        if workbook := pressed.get(key.replace("_download", "_xlsx")):
            assert_same_cells(content, workbook())
        file = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
        if "Indicator ID" not in file:
            continue
        assert set(ALWAYS) <= set(file), (key, set(ALWAYS) - set(file))
        valued = file[file["State"] == "value"]
        for column in ("Indicator", "Area type", "Area code", "Area", "Period", "Sex", "Age", "Unit", "Filters", "Data"):
            assert valued[column].notna().all(), (key, column)
        compared = valued[valued["Comparator"].notna() & (valued["Comparator type"] != "least_deprived")]
        assert compared["Comparator code"].notna().all() and compared["Comparator value"].notna().all(), key


def test_the_numbers_by_domain_count_rows_of_the_download(open_page, demonstration_path, pressed):
    app = open_page(demonstration_path, "overview")
    app.session_state["overview_view"] = "Table"
    app.run()
    (table,) = [item.value for item in app.dataframe if set(item.value) >= {"Better", "Worse"}]
    file = pd.read_csv(io.BytesIO(pressed["overview_download"]()), encoding="utf-8-sig")
    counts = file["Compared to comparator"].value_counts()
    for heading, outcome in (("Better", "better"), ("Similar", "similar"), ("Worse", "worse")):
        assert pd.to_numeric(table[heading]).sum() == counts.get(outcome, 0)


def test_what_a_download_fills_is_what_the_marts_hold(open_page, demonstration_path, demonstration_database, pressed):
    """A benchmark's rows carry neither the wider limits nor sex and ages; the download does, the same as the mart's."""
    open_page(demonstration_path, "benchmark", indicator="dm_hba1c_59")
    file = pd.read_csv(io.BytesIO(pressed["benchmark_download"]()), encoding="utf-8-sig")
    mart = demonstration_database.fetch(
        "SELECT * FROM marts.headline_value WHERE indicator_id = 'dm_hba1c_59' AND area_type = 'practice' AND period = ?",
        [file["Period"].iloc[0]],
    ).set_index("area_code")
    both = file.set_index("Area code").join(mart, how="inner")
    assert len(both) == len(file) > 40
    for header, column in (("Lower CI 99.8 limit", "lower99_8"), ("Upper CI 99.8 limit", "upper99_8"), ("Numerator", "numerator")):
        assert both[header].sub(both[column]).abs().max() < 1e-9
    indicator = catalogue.indicators(demonstration_database).set_index("indicator_id").loc["dm_hba1c_59"]
    assert set(file["Sex"]) == {indicator["sex"]} and set(file["Age"]) == {indicator["age"]}
    assert set(both["Area"]) <= set(geography.practices(demonstration_database)["area_name"])
