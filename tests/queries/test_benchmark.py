"""The benchmark's questions on the demonstration, each worked out again from the figures they rest on."""

import math

import pytest

from pcdash import queries
from pcdash.terms.areas import ENGLAND, Area
from tests.oracles import intervals

HBA1C, PERIOD, BOROUGH = "dm_hba1c_59", "2018/19", Area("borough", "E09000016")


@pytest.fixture(scope="module")
def database(demonstration_database):
    return demonstration_database


@pytest.fixture(scope="module")
def peers(database):
    return queries.benchmark.peers(database, HBA1C, BOROUGH, "practice", PERIOD, "england", "HAV-1")


def test_all_practices_of_the_borough_are_there_and_mine_are_the_localitys(database, peers):
    assert peers["area_code"].is_unique and len(peers) > 40
    mine = database.fetch(
        "SELECT child_code FROM marts.area_member WHERE parent_code = 'HAV-1' AND child_type = 'practice' "
        "AND DATE '2019-03-31' BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31')"
    )["child_code"]
    assert set(peers.loc[peers["is_mine"], "area_code"]) == set(mine) & set(peers["area_code"]) and 3 < len(mine) < 15
    nobody = queries.benchmark.peers(database, HBA1C, BOROUGH, "practice", PERIOD, "england", None)
    assert len(nobody) == len(peers) and not nobody["is_mine"].any()


def test_a_percentage_rests_on_its_patients_and_a_survey_on_fewer_than_answered(database, peers):
    shown = peers[peers["state"] == "value"]
    assert (shown["size"] == shown["denominator"]).all()
    period = queries.catalogue.periods(database, "survey_ed2_overall_experience", BOROUGH.code)[0]
    survey = queries.benchmark.peers(database, "survey_ed2_overall_experience", BOROUGH, "practice", period, "england", None)
    asked = survey.dropna(subset="size")
    assert len(asked) > 20 and (asked["size"] < asked["denominator"] * 1.5).all()
    for row in asked.itertuples():
        low, high = intervals.wilson(row.value / 100 * row.size, row.size, 95)
        assert (100 * low, 100 * high) == (pytest.approx(row.lower95, abs=0.02), pytest.approx(row.upper95, abs=0.02))


@pytest.mark.parametrize("indicator", [HBA1C, "survey_ed2_overall_experience", "cvd_hypertension_emergency_admissions"])
@pytest.mark.parametrize(("suffix", "outcome"), [("95", "outcome"), ("99_8", "outcome99_8")])
def test_a_point_lies_outside_a_line_exactly_where_its_outcome_says_so(database, indicator, suffix, outcome):
    """Judged by the lines as they are drawn: at its own size to 100, from there at the sizes on either side of it."""
    period = queries.catalogue.periods(database, indicator, BOROUGH.code)[0]
    rows = queries.benchmark.peers(database, indicator, BOROUGH, "practice", period, "england", None)
    rows = rows[(rows["state"] == "value") & rows["size"].notna()]
    assert len(rows) > 20
    lines = queries.benchmark.funnel_lines(database, indicator, period, ENGLAND).sort_values("size")
    judged = 0
    for row in rows.itertuples():
        before, after = lines[lines["size"] <= row.size].iloc[-1], lines[lines["size"] >= row.size].iloc[0]
        outside = getattr(row, outcome) != "similar"
        inner = max(before[f"lower{suffix}"], after[f"lower{suffix}"]), min(before[f"upper{suffix}"], after[f"upper{suffix}"])
        outer = min(before[f"lower{suffix}"], after[f"lower{suffix}"]), max(before[f"upper{suffix}"], after[f"upper{suffix}"])
        if inner[0] < row.value < inner[1]:
            assert not outside, row.area_name
            judged += 1
        elif not outer[0] <= row.value <= outer[1]:
            assert outside, row.area_name
            judged += 1
    assert judged > 0.9 * len(rows)


def test_two_indicators_meet_in_the_nearest_period_and_fall_into_quarters(database):
    rows = queries.benchmark.side_by_side(database, HBA1C, "pop_deprivation_score", BOROUGH, "practice", PERIOD, "england", None)
    other = queries.figures.members(
        database, "pop_deprivation_score", BOROUGH, "practice", rows["against_period"].iloc[0], "england"
    )
    values = other.set_index("area_code")["value"]
    assert len(rows) > 40 and rows["area_code"].is_unique and rows["against_period"].nunique() == 1
    for row in rows.itertuples():
        assert row.against_value == values[row.area_code]
        up, right = row.value > row.comparator_value, row.against_value > row.against_comparator_value
        assert (
            row.place
            == {
                (True, True): "both_above",
                (True, False): "above_below",
                (False, True): "below_above",
                (False, False): "both_below",
            }[up, right]
        )
    same = queries.benchmark.side_by_side(database, HBA1C, "dm_bp_140_80", BOROUGH, "practice", PERIOD, "england", None)
    assert set(same["against_period"]) == {PERIOD}


def test_companions_leave_out_the_indicator_itself_and_what_has_no_figures(database):
    known = queries.benchmark.companions(database, HBA1C, BOROUGH, "practice", PERIOD)
    assert HBA1C not in set(known["indicator_id"]) and "pop_deprivation_score" in set(known["indicator_id"])
    assert "mh_dementia_diagnosis_rate" not in set(known["indicator_id"])


def test_only_periods_of_one_definition_can_be_compared(database):
    before = queries.benchmark.comparable_periods(database, HBA1C, BOROUGH, "practice", PERIOD, "2014/15")
    assert list(before["period"]) == ["2013/14", "2014/15", "2015/16", "2016/17", "2017/18"]
    assert list(before["is_since_baseline"]) == [False, True, True, True, True]
    assert queries.benchmark.comparable_periods(database, HBA1C, BOROUGH, "practice", "2019/20", "2014/15").empty


def test_changes_are_now_less_then_with_newcombes_limits(database):
    rows = queries.benchmark.changes(database, HBA1C, BOROUGH, "practice", "2014/15", PERIOD, "HAV-1")
    then = queries.figures.members(database, HBA1C, BOROUGH, "practice", "2014/15", "england").set_index("area_code")
    both = rows.dropna(subset="change")
    assert len(both) > 35 and len(rows) > len(both) - 1
    assert both["change"].is_monotonic_decreasing and rows["area_code"].is_unique
    for row in both.itertuples():
        old = then.loc[row.area_code]
        low = row.value - old["value"] - math.hypot(row.value - row.lower95, old["upper95"] - old["value"])
        high = row.value - old["value"] + math.hypot(row.upper95 - row.value, old["value"] - old["lower95"])
        assert (row.change_lower95, row.change_upper95) == (pytest.approx(low), pytest.approx(high))
        expected = "improved" if low > 0 else "worsened" if high < 0 else "no_clear_change"
        assert row.direction == expected and row.is_beyond_chance == (expected != "no_clear_change")
    assert set(rows["direction"]) >= {"improved", "no_clear_change"}


def test_the_change_since_the_baseline_is_what_the_mart_of_improvement_says(database):
    known = database.fetch("SELECT * FROM marts.improvement WHERE area_type = 'borough' AND area_code = 'E09000016'")
    assert len(known) > 20
    for row in known.itertuples():
        same = queries.benchmark.change_of(database, row.indicator_id, BOROUGH, row.then_period, row.now_period)
        assert same["change"] == pytest.approx(row.change) and same["direction"] == row.direction


def test_nothing_changed_where_nothing_can_be_compared(database):
    assert queries.benchmark.change_of(database, HBA1C, BOROUGH, "2014/15", "2019/20") is None
    rows = queries.benchmark.changes(database, HBA1C, BOROUGH, "practice", "2014/15", "2019/20", None)
    assert len(rows) > 40 and rows["change"].isna().all() and set(rows["direction"]) == {"not_judged"}
