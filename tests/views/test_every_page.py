"""Every page, run by Streamlit's own test harness on the demonstration and on the small world."""

import re
import shutil

import duckdb
import pytest

from pcdash import config
from pcdash.terms.areas import COMPARATORS
from pcdash.ui.pages import PAGES
from tests.views.harness import charts, text

NAMES = [page.name for page in PAGES]
WITH_CHARTS = [page.name for page in PAGES if page.has_charts]
RAW = re.compile(r"\b(None|nan|NaN|NaT|<NA>|undefined|Infinity)\b")


@pytest.mark.parametrize("page", NAMES)
def test_a_page_runs_on_the_demonstration(open_page, demonstration_path, page):
    app = open_page(demonstration_path, page)
    assert not app.exception and not app.error
    assert len(app.title) == 1
    assert "Synthetic demonstration data" in text(app)


@pytest.mark.parametrize("page", NAMES)
def test_a_page_runs_on_a_small_database(open_page, small_database, page):
    app = open_page(small_database.path, page)
    assert not app.exception and not app.error
    assert "Synthetic" not in text(app)


@pytest.mark.parametrize("page", WITH_CHARTS)
def test_every_chart_is_described_and_has_a_table_and_a_download(open_page, demonstration_path, page):
    app = open_page(demonstration_path, page)
    assert charts(app) and all(len(chart.alt) > 20 for chart in charts(app))
    switches = [item for item in app.get("button_group") if item.label == "Show as"]
    assert switches and len(switches) <= len(charts(app))
    labels = [button.label for button in app.get("download_button")]
    for label in ("Data (CSV)", "Data (Excel)", "Picture (PNG)", "Picture (SVG)"):
        assert labels.count(label) >= len(switches)


@pytest.mark.parametrize("page", ["locality_map", "benchmark", "trends", "practice_profile", "survey", "inequalities"])
def test_the_definition_and_the_source_stand_on_the_page(open_page, demonstration_path, page):
    words = text(open_page(demonstration_path, page))
    for heading in ("What this measures", "How it is calculated", "Where it comes from", "Read with care"):
        assert heading in words


def test_a_bad_address_falls_back_and_says_so(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview", area="E99999999", comparator="moon")
    assert not app.exception
    assert "The address asks for area" in text(app) and "comparator" in text(app)


def test_the_address_sets_the_selection(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark", indicator="prev_copd", period="2019/20", comparator="region")
    assert "2019/20" in text(app) and "London" in text(app) and "prevalence" in text(app)


@pytest.mark.parametrize("written", ["T20002", "t20 002", " ha1\u00a01ab "])
def test_a_practice_alone_brings_its_area(open_page, two_places, written):
    app = open_page(two_places.path, "practice_profile", practice=written)
    assert app.title[0].value == "Harrow Lane Practice" and "address asks" not in text(app)
    assert app.selectbox(key="pick_area").value == "E09000015"


def test_an_area_that_is_named_beside_a_practice_of_another_stays(open_page, two_places):
    app = open_page(two_places.path, "practice_profile", area="HAV-S", practice="T20002")
    assert app.selectbox(key="pick_area").value == "HAV-S" and "asks for practice" in text(app)


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ({"area": " hav-s", "indicator": "DM_HBA1C_59", "period": "2022-23"}, ("HAV-S", "dm_hba1c_59", "2022/23")),
        ({"area": "e09 000 016", "indicator": "prev_chd ", "period": "2022/2023"}, ("E09000016", "prev_chd", "2022/23")),
    ],
)
def test_every_spelling_of_an_address_is_understood_and_one_is_kept(open_page, two_places, written, spelt):
    app = open_page(two_places.path, "benchmark", **written)
    assert not app.exception and "address asks" not in text(app)
    assert tuple(app.selectbox(key=f"pick_{name}").value for name in written) == spelt
    assert app.query_params == dict(zip(written, spelt, strict=True))


def test_an_address_that_is_spelt_as_it_should_be_is_left_as_it_is(open_page, two_places):
    app = open_page(two_places.path, "practice_profile", practice="T20002")
    assert app.query_params == {"practice": "T20002"}


def test_an_address_cannot_smuggle_markup_onto_the_page(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview", area="[click](http://example.com)")
    (said,) = [item.value for item in app.warning if "address asks" in item.value]
    assert "[click](" not in said


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("inequalities", {}),
        *[(page, {"indicator": "cancer_tww_seen_2_weeks"}) for page in ("benchmark", "trends", "locality_map")],
    ],
)
def test_a_page_that_ends_early_keeps_its_frame(open_page, small_database, page, address):
    app = open_page(small_database.path, page, **address)
    assert app.info and not app.exception
    assert "database built" in text(app)


KINDS_OF_INDICATORS = """
    WITH kind_of AS (
        SELECT indicator.indicator_id, indicator.kind, indicator.polarity, count(DISTINCT figure.period) > 1 AS has_years,
            list_sort(list(DISTINCT figure.area_type)) AS area_types, list_sort(list(DISTINCT period.period_kind)) AS periods
        FROM marts.indicator AS indicator
        LEFT JOIN marts.headline_value AS figure
            ON indicator.indicator_id = figure.indicator_id AND figure.state = 'value'
        LEFT JOIN marts.period AS period ON figure.period = period.period
        GROUP BY ALL
    )
    SELECT list(indicator_id ORDER BY indicator_id) AS alike FROM kind_of
    GROUP BY kind, polarity, has_years, area_types, periods ORDER BY alike
"""


@pytest.mark.parametrize(("turn", "page"), list(enumerate(["benchmark", "trends", "locality_map", "inequalities"])))
def test_a_page_stands_for_every_kind_of_indicator(open_page, demonstration_path, demonstration_database, turn, page):
    """Some have no figure of the comparator, some none of practices, some none at all. Of those alike, each page takes another."""
    kinds = demonstration_database.fetch(KINDS_OF_INDICATORS)["alike"]
    assert len(kinds) > 20
    areas, comparators = ("E09000016", "HAV-1", "BHR"), COMPARATORS
    app = open_page(demonstration_path, page)
    for number, alike in enumerate(kinds, start=turn):
        indicator = alike[turn % len(alike)]
        chosen = {"indicator": indicator, "area": areas[number % 3], "comparator": comparators[number % len(comparators)]}
        for name, value in chosen.items():
            app.query_params[name] = value
        app.run()
        assert app.selectbox(key="pick_indicator").value == indicator
        assert not app.exception and not app.error, chosen
        assert not RAW.search(text(app)), chosen


def test_an_indicator_without_local_figures_is_explained(open_page, small_database):
    app = open_page(small_database.path, "benchmark", indicator="cancer_stage_1_2")
    assert not app.exception and "No file that was loaded carries" in text(app)


def test_a_closed_practice_says_so_and_points_on(open_page, demonstration_path, demonstration_database):
    merged = demonstration_database.fetch(
        "SELECT area_code FROM marts.area WHERE successor_code IS NOT NULL AND place_code IS NOT NULL"
    )["area_code"][0]
    app = open_page(demonstration_path, "practice_profile", practice=merged)
    assert "This practice closed on" in text(app)
    (onward,) = [button for button in app.button if "took over" in button.label]
    onward.click().run()
    assert not app.exception and "This practice closed on" not in text(app)


def test_without_a_database_the_demonstration_is_built_in_view(open_page, tmp_path, monkeypatch):
    monkeypatch.setattr(config, "DATABASE", tmp_path / "fresh.duckdb")
    app = open_page(config.DATABASE, "overview")
    assert not app.exception and (tmp_path / "fresh.duckdb").exists()
    assert "Synthetic demonstration data" in text(app)


@pytest.mark.parametrize("page", NAMES)
def test_wrong_definitions_and_places_take_down_no_page_of_a_good_database(
    open_page, demonstration_path, tmp_path, monkeypatch, page
):
    for name in ("INDICATORS", "PLACES"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        (folder / "copd.toml").write_text("[[indicator", encoding="utf-8")
        monkeypatch.setattr(config, name, folder)
    for name in ("TRIGGERS", "TARGETS", "ANNOTATIONS", "METHODS", "GLOSSARY"):
        monkeypatch.setattr(config, name, tmp_path / "gone.toml")
    app = open_page(demonstration_path, page)
    assert not app.exception and not app.error and app.title


def test_a_build_that_fails_at_the_first_start_is_told_in_its_own_words(open_page, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(config, "DATABASE", tmp_path / "file" / "fresh.duckdb")
    app = open_page(config.DATABASE, "overview")
    assert not app.exception
    (message,) = [item.value.replace("\\", "") for item in app.error]
    assert "the demonstration could not be built" in message and "its folder is a file" in message
    assert "Traceback" not in message and str(tmp_path) not in message


def test_a_database_that_somebody_named_and_that_is_gone_is_missed_and_never_made_up(open_page, tmp_path, monkeypatch):
    named, linked = tmp_path / "production.duckdb", tmp_path / "pcdash.duckdb"
    linked.symlink_to(named)
    for path in (named, linked, tmp_path / ("x" * 300)):
        monkeypatch.setattr(config, "DATABASE", linked)
        app = open_page(path, "overview")
        assert not app.exception
        (message,) = [item.value for item in app.error]
        assert (
            "there is no database yet" in message and "with a folder of published files" in message and str(tmp_path) not in message
        )
        assert list(tmp_path.iterdir()) == [linked]


def test_a_database_of_an_earlier_version_is_explained(open_page, small_database, tmp_path):
    older = tmp_path / "older.duckdb"
    shutil.copy(small_database.path, older)
    with duckdb.connect(str(older)) as connection:
        connection.execute("DROP VIEW marts.glossary")
    app = open_page(older, "overview")
    assert not app.exception
    (message,) = [item.value for item in app.error]
    assert "lacks a table that this version reads" in message and str(tmp_path) not in message


def test_a_file_that_is_no_database_is_explained_without_a_path(open_page, tmp_path):
    strange = tmp_path / "strange.duckdb"
    strange.write_text("not a database", encoding="utf-8")
    app = open_page(strange, "overview")
    assert not app.exception
    (message,) = [item.value for item in app.error]
    assert "not a database of this dashboard" in message and str(tmp_path) not in message


@pytest.mark.parametrize("page", NAMES)
def test_a_database_replaced_while_a_page_is_open_is_read_at_the_next_step(
    open_page, small_database, demonstration_path, tmp_path, page
):
    served = tmp_path / "served.duckdb"
    shutil.copy(small_database.path, served)
    app = open_page(served, page)
    assert "Synthetic demonstration data" not in text(app)
    shutil.copy(demonstration_path, tmp_path / "newer.duckdb")
    (tmp_path / "newer.duckdb").replace(served)
    app.run()
    assert not app.exception and "Synthetic demonstration data" in text(app)
