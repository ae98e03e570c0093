"""Trends in Streamlit's own test harness: the line with its ground, what happened, and the members side by side."""

import re
from datetime import date

import pytest

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND, Area
from pcdash.terms.outcomes import VARIATIONS
from tests.views.harness import charts, text
from tests.worlds import months
from tests.worlds.small import BOROUGH

HBA1C = {"indicator": "dm_hba1c_59"}


@pytest.mark.parametrize("area", ["E09000016", "HAV-1", "BHR"])
@pytest.mark.parametrize("comparator", ["england", "region", "borough", "similar"])
def test_every_area_and_comparator_runs(open_page, demonstration_path, area, comparator):
    app = open_page(demonstration_path, "trends", area=area, comparator=comparator, **HBA1C)
    assert not app.exception and not app.error and len(charts(app)) == 2
    assert "None" not in text(app) and "nan" not in text(app).split()


def test_an_area_stands_alone_where_the_comparator_has_no_figure(open_page, demonstration_path, demonstration_database):
    nobody = ENGLAND
    assert queries.trends.dated_series(demonstration_database, "cancer_tww_cancer_diagnosis", (nobody,)).empty
    app = open_page(demonstration_path, "trends", area="E09000016", indicator="cancer_tww_cancer_diagnosis", comparator="england")
    assert not app.exception and charts(app)
    assert all("England" not in chart.alt for chart in charts(app))


def test_the_bands_are_explained_beside_the_chart(open_page, demonstration_path):
    words = text(open_page(demonstration_path, "trends", area="HAV-1", comparator="borough", **HBA1C))
    assert "Half of them lie in the darker band, eight in ten in the lighter" in words
    assert "practices of Havering" in words and "Single practices differ more than a whole locality" in words


def test_what_happened_is_numbered_and_sourced(open_page, demonstration_path):
    words = text(open_page(demonstration_path, "trends", **HBA1C))
    assert "The numbers on the chart" in words and "definition changed, so the line stops" in words
    assert "Primary care networks begin" in words and "Source" in words and "took over" in words
    assert "\n1. April 2016" in words


def test_years_unlike_others_are_shaded_and_sourced(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "trends", **HBA1C)
    words = text(app).replace("\\", "")
    times = queries.trends.unusual_times(
        demonstration_database, "dm_hba1c_59", "financial_year", date(2013, 4, 1), date(2026, 3, 31)
    )
    assert len(times) == 3
    for row in times.itertuples():
        assert f"\n{row.letter}. {row.starts_on:%B %Y} to {row.ends_on:%B %Y}: {row.title}. Source: {row.source}." in words
    assert '"field": "letter"' in charts(app)[0].spec


def test_a_target_is_told_with_its_source(open_page, demonstration_path):
    words = text(open_page(demonstration_path, "trends", indicator="mh_dementia_diagnosis_rate"))
    assert "Target\\: at least 66.7%" in words and "ambition for dementia diagnosis" in words
    assert "Target" not in text(open_page(demonstration_path, "trends", **HBA1C))


def test_a_locality_has_its_size_as_a_target(open_page, demonstration_path):
    words = text(open_page(demonstration_path, "trends", area="HAV-1", indicator="pop_list_size"))
    assert "at least 50,000 patients and at most 70,000 patients" in words


def test_a_quarterly_series_has_a_control_chart_with_assurance(open_page, demonstration_path):
    app = open_page(demonstration_path, "trends", indicator="cancer_tww_seen_2_weeks")
    assert "Newest point" in text(app) and "missed unless something changes" in text(app)
    assert len(charts(app)) == 2 and "Control chart" in charts(app)[1].alt
    assert "Newest point" not in text(open_page(demonstration_path, "trends", **HBA1C))


def test_the_members_stand_side_by_side_at_the_chosen_level(open_page, demonstration_path):
    app = open_page(demonstration_path, "trends", **HBA1C)
    assert "Each of the 6 localities of Havering" in text(app)
    practices = open_page(demonstration_path, "trends", level="practice", **HBA1C)
    assert "practices of Havering" in text(practices)
    locality = open_page(demonstration_path, "trends", area="HAV-1", **HBA1C)
    assert "practices of Collier Row and Chadwell Heath" in text(locality)


def test_the_scale_of_the_members_holds_their_comparator(open_page, demonstration_path, demonstration_database):
    words = text(open_page(demonstration_path, "trends", indicator="dm_hba1c_59", level="locality"))
    own = demonstration_database.fetch(
        "SELECT min(value) AS low, max(value) AS high FROM marts.headline_trend WHERE indicator_id = 'dm_hba1c_59' "
        "AND state = 'value' AND (area_type = 'england' OR (area_type = 'locality' AND area_code LIKE 'HAV-%'))"
    ).iloc[0]
    low, high = formatting.number(own["low"], "%"), formatting.number(own["high"], "%")
    assert f"all on one scale from {low} to {high}, which holds England too" in words.replace("\\", "")


def test_members_without_figures_are_told(open_page, demonstration_path):
    app = open_page(demonstration_path, "trends", indicator="mh_dementia_diagnosis_rate", level="practice")
    assert not app.exception and "has no figures for the practices of Havering" in text(app).replace("\\", "")


def test_months_without_a_figure_are_named_and_the_line_breaks_there(open_page, monthly_database):
    app = open_page(monthly_database.path, "trends", area=BOROUGH, indicator=months.SHARE)
    assert "Havering\\: no figure for March to May 2020; the line breaks there" in text(app)
    assert "England" not in text(app).split("no figure for")[0].splitlines()[-1]
    missing = monthly_database.fetch(
        "SELECT strftime(day, '%Y-%m') AS month FROM range(DATE '2018-01-01', DATE '2022-01-01', INTERVAL 1 MONTH) AS month (day) "
        "ANTI JOIN marts.headline_value AS figure ON figure.period = strftime(day, '%Y-%m') AND figure.indicator_id = ? "
        "AND figure.area_code = ? AND figure.state = 'value' ORDER BY day",
        [months.SHARE, BOROUGH],
    )
    assert list(missing["month"]) == list(months.GAP)


def test_the_limits_rest_on_the_points_that_the_reader_picks(open_page, monthly_database):
    address = {"area": BOROUGH, "indicator": months.SHARE}
    whole = open_page(monthly_database.path, "trends", **address)
    assert "Mean and limits rest on" not in text(whole) and whole.selectbox(key="pick_limits").value == ""
    app = open_page(monthly_database.path, "trends", limits="2019-06", **address)
    words = text(app).replace("\\", "")
    assert not app.exception and "Mean and limits rest on 18 points, January 2018 to June 2019" in words
    points = queries.change.control_chart(monthly_database, months.SHARE, Area("borough", BOROUGH), 18)
    assert f"Newest point, December 2021: {VARIATIONS[points['variation'].iloc[-1]].lower()}" in words
    assert (points["period"] <= "2019-06").sum() == 18
    ends = whole.selectbox(key="pick_limits").options
    assert len(ends) == 1 + len(points) - 13 and "January 2019" in ends[1] and "November 2021" in ends[-1]


def test_a_baseline_that_the_series_has_not_falls_back_and_is_told(open_page, monthly_database):
    app = open_page(monthly_database.path, "trends", area=BOROUGH, indicator=months.SHARE, limits="2020-04")
    assert not app.exception and "Mean and limits rest on" not in text(app)
    assert "which is not here" in text(app)


def test_a_small_database_shows_what_there_is(open_page, small_database):
    app = open_page(small_database.path, "trends")
    assert not app.exception and not app.error and charts(app)


def test_every_number_of_the_sentence_is_in_the_marts(open_page, demonstration_path, demonstration_database):
    """Value, interval, comparator and patients of the newest period, read from the page and found again to the digits said."""
    said = re.compile(
        r": (?P<value>[\d.,]+)% in Havering, (?P<period>\S+) \(95% interval (?P<lower95>[\d.]+) to (?P<upper95>[\d.]+)\), "
        r"\w+ (?:than|to) England \((?P<comparator_value>[\d.]+)%\)\.(?: About (?P<patients_to_comparator>[\d,]+) )?"
    )
    for indicator in ("dm_hba1c_59", "mh_depression_review", "cvd_chd_antithrombotic"):
        words = text(open_page(demonstration_path, "trends", indicator=indicator)).replace("\\", "")
        found = said.search(words).groupdict()
        row = demonstration_database.fetch(
            "SELECT * FROM marts.headline_comparison WHERE indicator_id = ? AND area_code = ? AND comparator_type = 'england' "
            "AND period = ?",
            [indicator, BOROUGH, found.pop("period")],
        ).iloc[0]
        for name, number in found.items():
            places = len(number.partition(".")[2]) if number else 0
            assert number is None or number == formatting.rounded(abs(row[name]), places), (indicator, name)
        assert (found["patients_to_comparator"] is None) == (row["outcome"] != "worse")
