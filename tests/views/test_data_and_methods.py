"""Data and methods as an analyst or a sceptical clinician meets it."""

import pandas as pd
import pytest

from pcdash import queries
from pcdash.definitions import methods
from pcdash.exports.columns import described
from pcdash.terms import formatting
from pcdash.terms.areas import AREA_TYPES
from tests.views.harness import text


def test_the_page_shows_every_method(open_page, small_database):
    app = open_page(small_database.path, "data_and_methods")
    app.session_state["data_view"] = "Methods"
    for method in methods.load():
        app.session_state["data_method"] = method.id
        app.run()
        assert not app.exception and not app.error, method.id
        shown = "\n".join(item.value for item in app.markdown).replace("\\", "").replace("\u00a0", " ")
        assert method.plain in shown and method.example in shown and all(step in shown for step in method.steps), method.id
        (table,) = [item.value for item in app.table]
        assert list(table["By hand"]) == list(table["Database now"]) == [quantity.hand for quantity in method.expected]
        assert set(table["Agrees"]) == {"Yes"}
        assert [item.value for item in app.code] == [method.formula, method.sql]


@pytest.fixture
def show(open_page, small_database):
    """One view of the page, with what is picked there."""

    def run(view, **picked):
        app = open_page(small_database.path, "data_and_methods")
        app.session_state["data_view"] = view
        for key, value in picked.items():
            app.session_state[key] = value
        app.run()
        assert not app.exception and not app.error
        return app

    return run


@pytest.mark.parametrize("level", ["practice", "england", None])
def test_coverage_is_a_matrix_of_indicators_and_levels_by_period(show, small_database, level):
    word = formatting.capitalised(AREA_TYPES[level]) if level else "Every level"
    app = show("Coverage", coverage_level=word)
    (table,) = [item.value for item in app.dataframe]
    counted = small_database.fetch(
        "SELECT indicator.name, figure.area_type, figure.period, count(*) AS areas FROM marts.headline_value AS figure "
        "INNER JOIN marts.indicator AS indicator USING (indicator_id) "
        "WHERE figure.state = 'value' AND coalesce(figure.area_type = ?, true) GROUP BY ALL",
        [level],
    )
    levels = counted["area_type"].map(AREA_TYPES).map(formatting.capitalised)
    found = table.set_index(["Indicator", "Level"])
    for row, own in zip(counted.itertuples(), levels, strict=True):
        assert found.loc[(row.name, own), formatting.period(row.period)] == formatting.count(row.areas)
    assert (found != "").sum().sum() == len(counted), "and nothing else"
    ends = small_database.fetch("SELECT period, period_end FROM marts.period").set_index("period")["period_end"]
    assert [ends[label] for label in found if label in ends] == sorted(ends[label] for label in found if label in ends)
    assert f"{counted['name'].nunique()} indicators with figures" in text(app)


def test_coverage_of_a_domain_that_a_level_has_not_is_told(show):
    app = show("Coverage", coverage_level="Practice", coverage_domain="Mental health")
    assert "No indicator of this domain has a figure at this level" in text(app) and not app.dataframe


def test_every_indicator_with_figures_names_the_publications_behind_them(show, small_database):
    catalogue = queries.catalogue.indicators(small_database)
    app = show("Indicators")
    for indicator in catalogue.itertuples():
        app.selectbox(key="data_indicator").set_value(indicator.indicator_id).run()
        said = text(app).replace("\\", "")
        titles = small_database.fetch(
            "SELECT DISTINCT publication_title AS title FROM marts.headline_value INNER JOIN marts.source_file USING (source_id) "
            "WHERE indicator_id = ? AND state = 'value'",
            [indicator.indicator_id],
        )["title"]
        assert "No source" not in said
        assert ("No file that was loaded carries it." in said) == titles.empty == (not indicator.has_values)
        assert all(title in said for title in titles)


def test_refused_rows_are_downloaded_with_their_reasons_and_codes_and_nothing_else(small_database):
    rows = queries.provenance.refused_rows(small_database)
    kept = small_database.fetch("SELECT row_number, reason, content FROM marts.rejected_row")
    assert len(rows) == len(kept) > 0 and rows["codes_of_areas"].notna().any()
    assert set(rows["codes_of_areas"].dropna()) == set(kept["content"].dropna())
    table = described(small_database, rows, comparator="england", filters="")
    assert list(table)[:4] == ["File label", "Row number", "Reason", "Codes of areas"]
    assert set(table) == {"File label", "Row number", "Reason", "Codes of areas", "Rows refused for it", "Filters", "Data"}
    assert pd.notna(table["Reason"]).all()
