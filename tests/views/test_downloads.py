"""Every table of every page against its download: whatever is shown can be taken away, with all that a figure needs beside it."""

import bisect
import functools
import io
import re

import pandas as pd
import pytest
import streamlit as st

from pcdash.queries import catalogue, geography

CHARTS = (
    *(
        "overview",
        "rug",
        "map",
        "ranking",
        "map_periods",
        "profile",
        "indicator_trend",
        "adjustments",
        "benchmark",
        "funnel",
        "pair",
    ),
    *("change", "trends", "control", "members", "survey", "survey_years", "survey_practices"),
    *("inequality_groups", "inequality_over_time", "inequality_glance"),
)
# Page, address, and what else is chosen: each shows other tables.
SHOWN = [
    ("overview", {}, {}),
    ("overview", {"area": "HAV-3", "comparator": "borough"}, {}),
    ("overview", {"area": "BHR", "comparator": "region"}, {}),
    ("locality_map", {}, {}),
    ("locality_map", {"level": "locality", "comparator": "region"}, {}),
    ("locality_map", {"level": "small_area"}, {}),
    ("practice_profile", {}, {}),
    ("practice_profile", {"comparator": "similar"}, {}),
    *(("benchmark", {"view": view}, {}) for view in ("ranked", "funnel", "pair", "change")),
    ("benchmark", {"view": "change", "level": "locality", "comparator": "borough"}, {}),
    ("benchmark", {"view": "ranked", "indicator": "dm_yll_male", "level": "borough"}, {}),
    ("trends", {}, {}),
    ("trends", {"indicator": "cancer_tww_seen_2_weeks"}, {}),
    ("survey", {}, {}),
    ("survey", {}, {"survey_level": "One practice"}),
    ("survey", {}, {"survey_view_2_Through the years": "Practice by practice"}),
    ("inequalities", {}, {}),
    *(("data_and_methods", {}, {"data_view": view}) for view in ("Files", "Coverage", "Methods", "Checks")),
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
# Columns that name a row, those of the whole table first.
NAMES = (
    "Indicator",
    "Area",
    "Practice",
    "Question and answer",
    "Question",
    "Standard",
    "Group",
    "Survey",
    "Period",
    "File",
    "Code",
)
NAMES += ("Result", "Method", "Promise", "Column", "Small area", "Publication")


@pytest.fixture
def pressed(monkeypatch):
    """The downloads that a page offers, by key, each to be pressed."""
    offered, button = {}, st.download_button

    def recording(label, data, *args, **settings):
        offered[settings["key"]] = data
        return button(label, data, *args, **settings)

    monkeypatch.setattr(st, "download_button", recording)
    return offered


def plain(text):
    return re.sub(r"[^a-z0-9]", "", str(text).lower())


def numbers(text):
    """Every number of a text with its decimals; a period or a date gives the numbers it is written with."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", str(text))
    return [(float(number.replace(",", "")), len(number.partition(".")[2])) for number in found]


class File:
    """A download: its rows found by any of their cells, and the numbers that each row holds."""

    def __init__(self, content):
        table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype=str, keep_default_na=False)
        self.headers = [number for header in table for number, _ in numbers(header)]
        self.rows = list(table.itertuples(index=False, name=None))
        self.by_cell = {}
        for number, row in enumerate(self.rows):
            for cell in row:
                self.by_cell.setdefault(plain(cell), set()).add(number)

    @functools.cache  # noqa: B019
    def held(self, label):
        """Numbers of all rows that have a cell that says the label, or begins or ends with it."""
        exact = self.by_cell.get(label)
        mine = exact or {row for cell, rows in self.by_cell.items() if label and label in cell for row in rows}
        return sorted({*self.headers, *(n for row in mine for cell in self.rows[row] for n, _ in numbers(cell))}) if mine else None


def missing(table, file):
    """What rows of a table show that the rows of the same name in a file do not hold; the first hundred rows are looked at."""
    table = table.reset_index()
    name = next(name for name in NAMES if name in table)
    for row in table.head(100).astype(str).to_dict("records"):
        held = file.held(plain(row[name]))
        if held is None:
            yield f"{name} {row[name]!r}"
            continue
        for column in set(row) - {name, "index"}:
            for number, decimals in numbers(row[column]):
                near = bisect.bisect_left(held, number - 0.5 * 10.0**-decimals - 1e-9)
                if near == len(held) or held[near] > number + 0.5 * 10.0**-decimals + 1e-9:
                    yield f"{row[name]}: {column} {row[column]!r}"


@pytest.mark.parametrize(("page", "address", "chosen"), SHOWN, ids=lambda value: str(value).replace(" ", "") if value else "-")
def test_every_table_is_held_by_a_download(open_page, demonstration_path, pressed, page, address, chosen):
    app = open_page(demonstration_path, page, **address)
    for name in CHARTS:
        app.session_state[f"{name}_view"] = "Table"
    for key, value in chosen.items():
        app.session_state[key] = value
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
            short.append((list(table), min(lacking, key=len)[:5]))
    assert short == []


@pytest.mark.parametrize(("page", "address"), [(page, address) for page, address, chosen in SHOWN if page != "data_and_methods"])
def test_every_download_of_figures_says_all_that_a_figure_needs(open_page, demonstration_path, pressed, page, address):
    open_page(demonstration_path, page, **address)
    for key, data in pressed.items():
        if not key.endswith("_download") or key in ("similar_download", "spread_download"):
            continue
        file = pd.read_csv(io.BytesIO(data()), encoding="utf-8-sig")
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
