"""What trends ask, on the demonstration, worked out again from the figures they rest on."""

import statistics
from datetime import date

import pandas as pd
import pytest

from pcdash import queries
from pcdash.terms.areas import ENGLAND, Area
from tests.oracles import control_charts
from tests.worlds import months

HBA1C, HAVERING = "dm_hba1c_59", Area("borough", "E09000016")


@pytest.fixture(scope="module")
def database(demonstration_database):
    return demonstration_database


def test_a_series_is_of_one_kind_of_period_and_in_order(database):
    rows = queries.trends.dated_series(database, HBA1C, (HAVERING, ENGLAND))
    assert set(rows["area_name"]) == {"Havering", "England"} and rows["period_kind"].nunique() == 1
    assert rows["period_end"].is_monotonic_increasing and (rows["period_start"] < rows["period_end"]).all()
    assert rows["source_id"].notna().all()
    assert not rows.duplicated(["area_code", "period"]).any()


def test_a_series_of_an_area_without_figures_is_that_of_the_other(database):
    rows = queries.trends.dated_series(database, "cancer_tww_seen_2_weeks", (Area("locality", "HAV-1"), ENGLAND))
    assert set(rows.loc[rows["state"] == "value", "area_name"]) == {"England"}


def test_the_band_of_a_locality_is_of_the_practices_it_is_compared_with(database):
    bands = queries.trends.decile_bands(database, HBA1C, "locality", HAVERING)
    assert set(bands["area_type"]) == {"practice"} and set(bands["comparator_name"]) == {"Havering"}
    of_england = queries.trends.decile_bands(database, HBA1C, "locality", Area("similar", "none"))
    assert set(of_england["comparator_name"]) == {"England"} and set(of_england["area_type"]) == {"practice"}
    values = database.fetch(
        """
        SELECT value FROM marts.headline_comparison AS comparison
        INNER JOIN (
            SELECT area_code, arg_max(value, period_end) AS patients FROM marts.headline_value
            WHERE indicator_id = 'pop_list_size' AND area_type = 'practice' AND state = 'value' GROUP BY area_code
        ) AS list USING (area_code)
        WHERE indicator_id = ? AND area_type = 'practice' AND comparator_code = ? AND period = '2018/19' AND patients >= 750
        """,
        [HBA1C, HAVERING.code],
    )["value"]
    row = bands[bands["period"] == "2018/19"].iloc[0]
    assert row["median"] == pytest.approx(statistics.median(values)) and row["areas"] == len(values)


def test_a_band_leaves_out_the_periods_in_which_many_have_no_figure(database):
    for indicator in ("prev_diabetes", HBA1C, "survey_ed2_overall_experience"):
        bands = queries.trends.decile_bands(database, indicator, "borough", ENGLAND)
        assert (bands["areas"] >= 0.75 * bands["areas"].max()).all() and (bands["areas"] >= 10).all()


def test_targets_belong_to_their_place_and_kind_of_area(database):
    size = queries.trends.target(database, "pop_list_size", Area("locality", "HAV-1"))
    assert (size["at_least"], size["at_most"]) == (50_000, 70_000) and "Havering" in size["source"]
    assert queries.trends.target(database, "pop_list_size", HAVERING) is None
    assert queries.trends.target(database, "mh_dementia_diagnosis_rate", HAVERING)["at_least"] == 66.7
    assert queries.trends.target(database, "dm_education_newly_diagnosed", HAVERING) is None


def test_assurance_holds_the_target_against_the_limits(database):
    points = queries.change.control_chart(database, "cancer_tww_seen_2_weeks", HAVERING)
    assert len(points) and points["assurance"].notna().all()
    for row in points.itertuples():
        if row.lower_limit <= 93 <= row.upper_limit:
            assert row.assurance == "hit_and_miss"
        else:
            assert row.assurance == ("consistently_fails" if row.upper_limit < 93 else "consistently_passes")
    assert queries.change.control_chart(database, "mh_iapt_referrals", HAVERING)["assurance"].isna().all()


def test_events_are_numbered_in_order_and_belong_to_the_area(database):
    rows = queries.trends.events(database, HBA1C, HAVERING, HAVERING.code, date(2013, 4, 1), date(2025, 3, 31))
    assert list(rows["number"]) == list(range(1, len(rows) + 1)) and rows["occurred_on"].is_monotonic_increasing
    assert {"definition", "milestone", "closure"} == set(rows["event_kind"])
    assert not rows["title"].str.contains("Harrow").any()
    (broken,) = rows[rows["event_kind"] == "definition"].itertuples()
    assert broken.occurred_on == pd.Timestamp("2019-04-01")
    merged = database.fetch(
        "SELECT area_code, area_name FROM marts.area WHERE successor_code IS NOT NULL AND place_code = ?", [HAVERING.code]
    )
    told = " ".join(rows["title"])
    assert all(name in told for name in merged["area_name"])
    before = queries.trends.events(database, HBA1C, HAVERING, HAVERING.code, date(2013, 4, 1), date(2016, 3, 31))
    assert before.empty


YEARS = ("financial_year", date(2013, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("indicator", "years"),
    [
        (HBA1C, ["2020", "2020", "2021"]),
        ("cvd_chd_antithrombotic", ["2020", "2020"]),
        ("mh_smi_glucose_recorded", ["2020", "2021"]),
        ("mh_depression_review", ["2020", "2020", "2021", "2024"]),
        ("prev_diabetes", ["2020", "2024"]),
        ("prev_ndh", ["2020"]),
        ("cancer_tww_cancer_diagnosis", ["2020"]),
    ],
)
def test_times_unlike_others_are_those_of_the_indicators_own_codes(database, indicator, years):
    rows = queries.trends.unusual_times(database, indicator, *YEARS)
    assert [f"{day:%Y}" for day in rows["starts_on"]] == years
    assert list(rows["letter"]) == list("abcd"[: len(years)]) and rows["source"].str.len().gt(10).all()
    assert rows["title"].str.contains("Payment did not depend").sum() == len(years) - 1


def test_months_have_the_pandemic_month_by_month(database):
    (row,) = queries.trends.unusual_times(database, HBA1C, "month", date(2019, 1, 1), date(2020, 3, 31)).itertuples()
    assert (row.starts_on, row.ends_on) == (pd.Timestamp("2020-03-01"), pd.Timestamp("2022-02-28"))
    assert queries.trends.unusual_times(database, HBA1C, "month", date(2022, 4, 1), date(2023, 3, 31)).empty


def test_a_closure_is_told_where_the_practice_belonged(database):
    practice, locality = database.fetch(
        """
        SELECT area.area_name, member.parent_code FROM marts.area AS area
        INNER JOIN marts.area_member AS member ON area.area_code = member.child_code AND member.parent_type = 'locality'
        WHERE area.place_code = ? AND area.closed IS NOT NULL AND area.area_type = 'practice' LIMIT 1
        """,
        [HAVERING.code],
    ).iloc[0]
    span = (HAVERING.code, date(2013, 4, 1), date(2025, 3, 31))
    for code in (f"HAV-{number}" for number in range(1, 7)):
        told = " ".join(queries.trends.events(database, HBA1C, Area("locality", code), *span)["title"])
        assert (f"{practice} closed" in told) == (code == locality)


def test_members_series_are_those_of_the_time_they_belonged(database):
    rows = queries.trends.member_series(database, HBA1C, Area("locality", "HAV-1"), "practice", "financial_year")
    assert not rows.duplicated(["area_code", "period"]).any()
    assert rows["area_name"].is_monotonic_increasing
    closed = rows[rows["closed"].notna() & (rows["state"] == "value")]
    assert len(closed) and (closed["period_start"] <= closed["closed"]).all()


def limits(points):
    return points[["mean", "lower_limit", "upper_limit", "near_lower", "near_upper"]]


@pytest.mark.parametrize("baseline", [13, 20, 30])
def test_limits_rest_on_the_points_that_are_picked(monthly_database, baseline):
    """Against the second implementation, as far as a share can go."""
    found = queries.change.control_chart(monthly_database, months.SHARE, HAVERING, baseline)
    whole = queries.change.control_chart(monthly_database, months.SHARE, HAVERING)
    assert list(found["period"]) == list(whole["period"]) and list(found) == list(whole)
    charted = control_charts.chart(list(found["value"]), baseline_n=baseline)
    own = pd.DataFrame([{name: getattr(point, name) for name in limits(found)} for point in charted]).clip(0, 100)
    assert limits(found).to_numpy() == pytest.approx(own.to_numpy())
    assert [None if pd.isna(signal) else signal for signal in found["signal"]] == [point.signal for point in charted]
    assert list(found["variation"]) == [control_charts.variation(point.signal, point.side, "higher_better") for point in charted]
    assert not found["is_trial"].any() and (limits(found) != limits(whole)).any(axis=None)


def test_a_baseline_of_all_points_is_the_chart_itself(monthly_database, database):
    for source, indicator in ((monthly_database, months.SHARE), (monthly_database, months.COUNT), (database, "mh_iapt_referrals")):
        whole = queries.change.control_chart(source, indicator, HAVERING)
        newest = whole[whole["segment"] == whole["segment"].max()]
        pd.testing.assert_frame_equal(queries.change.control_chart(source, indicator, HAVERING, len(newest)), whole)
