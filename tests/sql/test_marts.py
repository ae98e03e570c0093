"""The marts on a world small enough to pool in the head, and against a second, plain implementation."""

import math

import pytest

from tests.oracles import intervals, ranks, standardised
from tests.worlds import small as world_small

BOROUGH, SYSTEM, LONDON, MIDLANDS, ENGLAND = (
    world_small.BOROUGH,
    world_small.SYSTEM,
    world_small.LONDON,
    world_small.MIDLANDS,
    world_small.ENGLAND,
)


@pytest.fixture(scope="module")
def one(small_database):
    """The row of marts.indicator_value of an area, main category unless named."""

    def find(indicator, area_type, area_code, period, category=""):
        rows = small_database.fetch(
            "SELECT * FROM marts.indicator_value WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ? "
            "AND category = ?",
            [indicator, area_type, area_code, period, category],
        )
        assert len(rows) == 1, (indicator, area_type, area_code, period)
        return rows.iloc[0]

    return find


@pytest.mark.parametrize(
    ("area_type", "area_code", "numerator", "denominator"),
    [
        # the intervention counts everyone who could have had it: a fifth of them was adjusted for
        ("locality", "HAV-N", 360, 600),
        ("locality", "HAV-S", 280, 400),
        ("borough", BOROUGH, 640, 1000),
        ("system", SYSTEM, 990, 1500),
        ("sub_icb", "A3A8R", 990, 1500),
        ("region", LONDON, 1290, 2000),
        ("region", MIDLANDS, 1200, 2000),
        ("england", ENGLAND, 2490, 4000),
    ],
)
def test_groups_are_pooled_and_not_averaged(one, area_type, area_code, numerator, denominator):
    row = one("dm_bp_140_80", area_type, area_code, "2022/23")
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["value"] == pytest.approx(100 * numerator / denominator)


def test_the_three_readings_of_a_qof_figure_follow_from_the_same_counts(one):
    received, eligible, adjusted = 360, 600, 600 / 5
    assert one("dm_bp_140_80", "locality", "HAV-N", "2022/23")["value"] == pytest.approx(100 * received / eligible)
    net = one("dm_bp_140_80", "locality", "HAV-N", "2022/23", "Net of adjustments")
    assert net["value"] == pytest.approx(100 * received / (eligible - adjusted))
    rate = one("dm_bp_140_80", "locality", "HAV-N", "2022/23", "Adjustment rate")
    assert rate["value"] == pytest.approx(100 * adjusted / eligible)


def test_two_codes_of_a_split_indicator_are_added(one):
    row = one("cvd_chd_bp_150_90", "locality", "HAV-N", "2022/23")
    assert row["denominator"] == 600 and row["value"] == pytest.approx(60)


def test_a_ccg_that_was_one_borough_gives_it_its_figures(small_database):
    rows = small_database.fetch(
        "SELECT borough.value, ccg.value AS ccg_value, borough.source_id = ccg.source_id AS same_source, file.publication "
        "FROM marts.indicator_value AS borough INNER JOIN marts.indicator_value AS ccg "
        "USING (indicator_id, period, sex, age, category) "
        "INNER JOIN marts.source_file AS file ON borough.source_id = file.source_id "
        "WHERE borough.area_code = ? AND ccg.area_code = '08F' AND file.publication = 'qof_workbook'",
        [BOROUGH],
    )
    assert len(rows) and (rows["value"] == rows["ccg_value"]).all() and rows["same_source"].all()


def test_the_five_states_stay_five_different_things(small_database):
    states = small_database.fetch("SELECT DISTINCT state FROM marts.indicator_value")["state"]
    assert set(states) == {"value", "suppressed", "missing", "not_applicable", "closed"}


def test_nobody_eligible_is_not_applicable_and_a_blank_is_missing(one):
    practice, code = world_small.NOBODY_ELIGIBLE
    assert code == "DM014"
    assert one("dm_education_newly_diagnosed", "practice", practice, "2022/23")["state"] == "not_applicable"
    practice, code = world_small.BLANK_AS_PUBLISHED
    assert code == "COPD010"
    assert one("copd_review_mrc", "practice", practice, "2022/23")["state"] == "missing"


def test_a_locality_with_one_absent_practice_is_pooled_and_says_so(one):
    practice, _ = world_small.BLANK_AS_PUBLISHED
    assert practice in world_small.LOCALITIES["HAV-S"]
    borough = one("copd_review_mrc", "borough", BOROUGH, "2022/23")
    assert (borough["areas_counted"], borough["areas_expected"]) == (5, 6)


def test_a_closed_practice_has_closed_rows_after_and_counts_before(small_database, one):
    rows = small_database.fetch("SELECT period, state FROM marts.headline_value WHERE area_code = 'T10007' AND period = '2022/23'")
    assert len(rows) and set(rows["state"]) == {"closed"}
    assert one("dm_bp_140_80", "practice", "T10007", "2018/19")["state"] == "value"


def test_membership_follows_the_day(small_database):
    rows = small_database.fetch(
        "SELECT parent_code, valid_from, valid_to FROM marts.area_member WHERE child_code = 'T10001' AND parent_type = 'sub_icb' "
        "ORDER BY valid_from"
    )
    assert rows["parent_code"].tolist() == ["08F", "A3A8R"]
    assert rows["valid_to"].iloc[0] < rows["valid_from"].iloc[1]


def test_every_interval_from_counts_agrees_with_a_second_implementation(small_database):
    rows = small_database.fetch(
        "SELECT figure.*, indicator.kind, indicator.multiplier FROM marts.indicator_value AS figure "
        "INNER JOIN marts.indicator AS indicator USING (indicator_id) "
        "WHERE figure.state = 'value' AND figure.numerator IS NOT NULL AND figure.domain <> 'survey' "
        "AND figure.source_id NOT IN (SELECT source_id FROM marts.source_file WHERE publication = 'fingertips') "
        "AND indicator.kind IN ('proportion', 'distribution', 'crude_rate', 'count', 'ratio', 'indirectly_standardised_rate')"
    )
    assert len(rows) > 200
    for row in rows.itertuples():
        for level, lower, upper in ((95, row.lower95, row.upper95), (99.8, row.lower99_8, row.upper99_8)):
            if row.kind in ("proportion", "distribution"):
                expected = tuple(row.multiplier * limit for limit in intervals.wilson(row.numerator, row.denominator, level))
            else:
                over = 1 if row.kind == "count" else row.denominator
                expected = tuple(row.multiplier * limit / over for limit in intervals.poisson(int(row.numerator), level))
            assert (lower, upper) == pytest.approx(expected, rel=1e-9, abs=1e-9), (row.indicator_id, row.area_code, row.period)


def test_ranks_percentiles_and_quintiles_agree_with_a_second_implementation(small_database):
    rows = small_database.fetch(
        "SELECT * FROM marts.comparison WHERE area_type = 'practice' AND comparator_type = 'england' AND category = ''"
    )
    for _, group in rows.groupby(["indicator_id", "period", "sex", "age"]):
        values = group["value"].tolist()
        number = len(values)
        places = [1 + sum(other > value for other in values) for value in values]
        assert group["rank"].tolist() == places and set(group["of"]) == {number}
        expected = ranks.percentiles(values) if number > 1 else [math.nan]
        assert group["percentile"].tolist() == pytest.approx(expected, nan_ok=True)
        quintiles = [math.nan if group_of is None else group_of for group_of in ranks.quantile_groups(values, 5)]
        assert group["quintile"].astype(float).tolist() == pytest.approx(quintiles, nan_ok=True)


def test_patients_to_comparator_bring_the_area_exactly_there(small_database):
    rows = small_database.fetch(
        "SELECT comparison.*, figure.numerator, figure.denominator, figure.lower95, figure.upper95 "
        "FROM marts.comparison AS comparison INNER JOIN marts.indicator_value AS figure "
        "USING (indicator_id, area_type, area_code, period, sex, age, category) "
        "WHERE comparison.patients_to_comparator IS NOT NULL AND figure.numerator IS NOT NULL AND figure.domain <> 'survey'"
    )
    assert len(rows) > 50
    reached = 100 * (rows["numerator"] + rows["patients_to_comparator"]) / rows["denominator"]
    assert reached.tolist() == pytest.approx(rows["comparator_value"].tolist())
    assert (rows["patients_to_comparator_lower95"] <= rows["patients_to_comparator"] + 1e-9).all()
    assert (rows["patients_to_comparator_upper95"] >= rows["patients_to_comparator"] - 1e-9).all()


def test_a_changed_definition_starts_a_new_segment(small_database):
    rows = small_database.fetch(
        "SELECT period, segment, break_reason FROM marts.trend WHERE indicator_id = 'dm_bp_140_80' AND area_type = 'england' "
        "AND category = '' AND state = 'value' ORDER BY period_end"
    )
    assert rows["period"].tolist() == ["2018/19", "2022/23"]
    assert rows["segment"].iloc[1] > rows["segment"].iloc[0]


def test_the_severity_bands_of_an_area_add_up_to_all_of_it(small_database):
    rows = small_database.fetch(
        "SELECT area_code, period, sum(value) AS total, count(*) AS bands FROM marts.indicator_value "
        "WHERE indicator_id = 'copd_severity' AND state = 'value' GROUP BY ALL"
    )
    assert len(rows) and rows["total"].tolist() == pytest.approx([100] * len(rows)) and set(rows["bands"]) == {4}


def test_a_rate_in_age_bands_is_standardised_and_the_bands_of_groups_are_pooled_first(small_database):
    bands = small_database.fetch(
        "SELECT figure.indicator_id, figure.area_type, figure.area_code, figure.period, figure.sex, figure.numerator, "
        "figure.denominator, standard.standard_population, indicator.multiplier "
        "FROM metrics.figure AS figure INNER JOIN tables.european_standard_population AS standard USING (age) "
        "INNER JOIN marts.indicator AS indicator USING (indicator_id) WHERE figure.is_band AND figure.state = 'value'"
    )
    assert len(bands)
    for key, group in bands.groupby(["indicator_id", "area_type", "area_code", "period", "sex"]):
        found = small_database.fetch(
            "SELECT value, lower95, upper95, state FROM marts.headline_value "
            "WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ?",
            list(key[:4]),
        ).iloc[0]
        expected = standardised.direct(
            [
                standardised.Band({1: events}, people, weight)
                for events, people, weight in zip(
                    group["numerator"], group["denominator"], group["standard_population"], strict=True
                )
            ],
            group["multiplier"].iloc[0],
            95,
        )
        if expected[0] is None:
            assert found["state"] == "suppressed"
        else:
            assert tuple(found[["value", "lower95", "upper95"]]) == pytest.approx(expected, rel=1e-9)
