"""Only like is compared with like: one definition with its own ages, one point of a cycle, rates and not counts."""

import math

import pytest

from pcdash import queries, wording
from pcdash.terms.areas import Area
from tests.oracles import intervals, life_tables
from tests.worlds import forms as world_forms
from tests.worlds import returns as world_returns
from tests.worlds.small import BOROUGH, ENGLAND

QOF = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
FINGERTIPS = world_returns.FINGERTIPS_HEADER


def achievement(**codes: tuple[int, int, int]) -> str:
    """One practice's file of the given codes, each with numerator, denominator and adjustments."""
    rows = [
        f"Y56,E40000003,LONDON,T10004,{code},{measure},{value}"
        for code, numbers in codes.items()
        for measure, value in zip(("NUMERATOR", "DENOMINATOR", "PCAS"), numbers, strict=True)
    ]
    return "\n".join([QOF, *rows, ""])


def local_return(*rows) -> bytes:
    return world_forms.text(world_returns.LOCAL_RETURN_HEADER, rows)


def returned(
    indicator, period, numerator, denominator="", *, area=("borough", BOROUGH), sex="Persons", age="All ages", category=""
):
    return (indicator, *area, period, sex, age, category, numerator, denominator, "", "")


def headline(database, indicator, columns="period, age, value, numerator, denominator"):
    rows = database.fetch(
        f"SELECT {columns} FROM marts.headline_trend INNER JOIN marts.indicator_value "
        "USING (indicator_id, area_type, area_code, period, value, numerator, denominator) "
        "WHERE indicator_id = ? AND is_headline AND indicator_value.state = 'value' ORDER BY period, indicator_value.area_code",
        [indicator],
    )
    return list(rows.itertuples(index=False, name=None))


class TestSchemeOf2026:
    """QOF 2026/27 loads without a change of code; what it replaces ends."""

    def test_new_indicators_are_read_and_two_codes_of_one_are_added(self, built):
        codes = {"DM037": (40, 80, 20), "HF009": (3, 8, 2), "OB004": (5, 40, 10), "OB005": (6, 9, 1)}
        database, _ = built(
            ACHIEVEMENT_LONDON_2627__csv=achievement(CD001=(60, 80, 20), CD002=(30, 40, 10), HYP010=(70, 90, 10), **codes)
        )
        found = {
            key: (numerator, denominator)
            for key in (
                "cvd_bp_heart_disease_stroke",
                "dm_eight_care_processes",
                "cvd_heart_failure_four_medicines",
                "obesity_referred",
                "obesity_medicine_offered",
                "cvd_hypertension_bp_150_90",
            )
            for _, _, _, numerator, denominator in headline(database, key)
        }
        assert found == {
            "cvd_bp_heart_disease_stroke": (90, 150),
            "dm_eight_care_processes": (40, 100),
            "cvd_heart_failure_four_medicines": (3, 10),
            "obesity_referred": (5, 50),
            "obesity_medicine_offered": (6, 10),
        }, "HYP011 is not there, so hypertension has no figure"

    def test_what_has_ended_is_not_read_on_and_a_new_rule_breaks_the_series(self, built):
        database, _ = built(
            ACHIEVEMENT_LONDON_2526__csv=achievement(CHD015=(60, 80, 20), CHD016=(30, 40, 10), HYP008=(5, 8, 2), HYP009=(4, 8, 2)),
            ACHIEVEMENT_LONDON_2627__csv=achievement(CHD015=(60, 80, 20), CHD016=(30, 40, 10), HYP010=(6, 8, 2), HYP011=(4, 8, 2)),
        )
        assert [row[0] for row in headline(database, "cvd_chd_bp_150_90")] == ["2025/26"]
        assert [row[:1] + row[2:] for row in headline(database, "cvd_hypertension_bp_150_90")] == [
            ("2025/26", 45, 9, 20),
            ("2026/27", 50, 10, 20),
        ]
        changes = database.fetch("SELECT * FROM marts.change WHERE indicator_id = 'cvd_hypertension_bp_150_90'")
        assert changes.empty


class TestAges:
    def test_each_definition_counts_its_own_ages_and_stands_for_the_indicator(self, built):
        database, _ = built(
            ACHIEVEMENT_LONDON_2425__csv=achievement(DM033=(60, 80, 20)),
            ACHIEVEMENT_LONDON_2526__csv=achievement(DM036=(50, 80, 20)),
        )
        assert [row[:3] for row in headline(database, "dm_bp_140_80")] == [("2024/25", "17+", 60), ("2025/26", "17-79", 50)]
        compared = database.fetch(
            "SELECT DISTINCT age FROM marts.indicator_value WHERE indicator_id = 'dm_bp_140_80' AND category <> '' AND is_whole"
        )
        assert sorted(compared["age"]) == ["17+", "17-79"]

    def test_a_return_of_the_whole_indicator_is_of_the_ages_of_its_period(self, built):
        key = "survey_ed2_overall_experience"
        rows = [
            returned(key, "2017", 80, 100, age="16+"),
            returned(key, "2018", 70, 100),
            returned(key, "2016", 60, 100, age="18+"),
        ]
        database, [report] = built(x__csv=local_return(*rows))
        assert report.rows_refused == 0
        assert [row[:3] for row in headline(database, key)] == [("2016", "18+", 60), ("2017", "18+", 80), ("2018", "16+", 70)]

    def test_one_figure_under_two_names_of_its_ages_counts_once(self, built):
        rows = [returned("dm_bp_140_80", "2025/26", 80, 100, age=age) for age in ("17+", "17-79")]
        _, [report] = built(x__csv=local_return(*rows))
        assert report.rows_refused == 1


def deaths_by_age(shift=0, people=4000):
    """Population and deaths of 20 ages, later ones dying more."""
    return {age: (people, round(people * min(0.3, 0.00015 * math.exp(age / 13))) + shift) for age in life_tables.AGES}


def age_name(age):
    return {0: "0", 1: "1-4", 90: "90+"}.get(age, f"{age}-{age + 4}")


class TestLifeExpectancy:
    KEY = "pop_life_expectancy_male"

    def rows(self, bands, category="", without=None):
        return [
            returned(self.KEY, "2020 - 22", deaths, people, sex="Male", age=age_name(age), category=category)
            for age, (people, deaths) in bands.items()
            if age != without
        ]

    def test_deaths_by_age_make_a_life_table(self, built):
        bands = deaths_by_age()
        database, [report] = built(x__csv=local_return(*self.rows(bands)))
        assert report.rows_refused == 0
        found = database.fetch(
            "SELECT * FROM marts.headline_value WHERE indicator_id = ? AND area_type = 'borough' AND state = 'value'", [self.KEY]
        ).iloc[0]
        expected, wide = life_tables.expectancy(bands, 95)[0], life_tables.expectancy(bands, 99.8)[0]
        assert tuple(found[["value", "lower95", "upper95"]]) == pytest.approx(expected)
        assert tuple(found[["lower99_8", "upper99_8"]]) == pytest.approx(wide[1:])
        assert 70 < found["value"] < 95 and found["denominator"] == 80_000
        assert found["numerator"] == sum(deaths for _, deaths in bands.values())

    def test_no_life_table_from_some_of_the_ages_or_from_too_few_people(self, built):
        state = "SELECT state, value FROM marts.headline_value WHERE indicator_id = ? AND area_type = 'borough'"
        database, _ = built(x__csv=local_return(*self.rows(deaths_by_age(), without=50)))
        assert database.fetch(state, [self.KEY])["state"].tolist() == ["missing"]
        database, _ = built(x__csv=local_return(*self.rows(deaths_by_age(people=200))))
        found = database.fetch(state, [self.KEY])
        assert found["state"].tolist() == ["suppressed"] and found["value"].isna().all()

    def test_the_gap_inside_the_area_comes_from_its_fifths(self, built):
        fifths = [deaths_by_age(shift) for shift in (40, 30, 20, 10, 0)]
        rows = [row for number, bands in enumerate(fifths, start=1) for row in self.rows(bands, f"Deprivation quintile={number}")]
        database, _ = built(x__csv=local_return(*rows))
        found = database.fetch("SELECT * FROM marts.inequality WHERE indicator_id = ?", [self.KEY]).iloc[0]
        most, least = (life_tables.expectancy(fifths[place], 95)[0] for place in (0, 4))
        assert found["gap"] == pytest.approx(least[0] - most[0])
        limits = intervals.change(most[0], most[1:], least[0], least[1:])
        assert (found["gap_lower95"], found["gap_upper95"]) == pytest.approx(limits)
        assert found["slope_index"] > found["gap"] > 0 and found["direction"] == "most_deprived_worse"

    def test_fingertips_gives_each_sex_its_own_row(self, built):
        def row(code, sex, value):
            what = [code, "Life expectancy", "", "", BOROUGH, "Havering", "UA", sex, "All ages", "", "", "2020 - 22"]
            return [*what, value, value - 1, value + 1, "", "", "", "", "", "", "", "", 20200000, "", "", "3y"]

        rows = [
            row(code, sex, value)
            for code, pair in (("90366", (80, 84)), ("92901", (7, 5)))
            for sex, value in zip(("Male", "Female"), pair, strict=True)
        ]
        database, _ = built(x__csv=world_forms.text(FINGERTIPS, rows, end="\r\n"))
        found = database.fetch(
            "SELECT indicator_id, sex, value, lower95, is_headline FROM marts.indicator_value "
            "WHERE starts_with(indicator_id, 'pop_life') ORDER BY indicator_id"
        )
        assert list(found.itertuples(index=False, name=None)) == [
            ("pop_life_expectancy_female", "Female", 84, 83, True),
            ("pop_life_expectancy_gap_female", "Female", 5, 4, True),
            ("pop_life_expectancy_gap_male", "Male", 7, 6, True),
            ("pop_life_expectancy_male", "Male", 80, 79, True),
        ]


class TestCycles:
    CHECKS = "cvd_nhs_health_check"

    def changes(self, database, indicator):
        rows = database.fetch(
            "SELECT then_period, now_period FROM marts.change WHERE indicator_id = ? ORDER BY then_period, now_period", [indicator]
        )
        return list(rows.itertuples(index=False, name=None))

    def test_a_programme_is_compared_at_the_same_point_of_its_five_years(self, built):
        years = range(2018, 2026)
        rows = [
            returned(self.CHECKS, f"{year}/{year % 100 + 1}", 100 + 50 * ((year - 2019) % 5), 1000, age="40-74") for year in years
        ]
        database, _ = built(x__csv=local_return(*rows))
        assert self.changes(database, self.CHECKS) == [("2018/19", "2023/24"), ("2019/20", "2024/25"), ("2020/21", "2025/26")]
        improvement = database.fetch("SELECT * FROM marts.improvement WHERE indicator_id = ?", [self.CHECKS]).iloc[0]
        assert (improvement["then_period"], improvement["change"]) == ("2020/21", 0)
        assert improvement["direction"] == "no_clear_change"
        trends = database.fetch("SELECT DISTINCT recent_trend FROM marts.headline_trend WHERE indicator_id = ?", [self.CHECKS])
        assert trends["recent_trend"].tolist() == ["not_calculated"]

    def test_five_years_counted_together_are_a_whole_cycle_wherever_they_begin(self, built):
        rows = [returned(self.CHECKS, period, 400, 1000, age="40-74") for period in ("2018/19 - 22/23", "2019/20 - 23/24")]
        database, _ = built(x__csv=local_return(*rows))
        assert self.changes(database, self.CHECKS) == [("2018/19 - 22/23", "2019/20 - 23/24")]

    def test_a_month_is_compared_with_the_same_month(self, built):
        months = ("2019-04", "2019-05", "2020-05", "2021-03", "2021-04")
        rows = [returned("mh_iapt_referrals", month, 1000 + 200 * place) for place, month in enumerate(months)]
        database, _ = built(x__csv=local_return(*rows))
        assert self.changes(database, "mh_iapt_referrals") == [("2019-04", "2021-04"), ("2019-05", "2020-05")]


class TestCounts:
    def test_a_count_rises_or_falls_and_is_never_better(self, built):
        rows = [returned("mh_iapt_referrals", month, number) for month, number in (("2019-04", 1000), ("2020-04", 2000))]
        database, _ = built(x__csv=local_return(*rows))
        improvement = database.fetch("SELECT * FROM marts.improvement WHERE indicator_id = 'mh_iapt_referrals'").iloc[0]
        assert (improvement["direction"], improvement["is_beyond_chance"]) == ("higher", True)
        assert queries.catalogue.indicators(database).set_index("indicator_id").loc["mh_iapt_referrals", "polarity"] == "neutral"

    def test_a_count_without_its_people_is_not_compared_and_says_why(self, built):
        areas = ((("borough", BOROUGH), 1000), (("england", ENGLAND), 90000))
        database, _ = built(
            x__csv=local_return(*(returned("mh_iapt_referrals", "2020-04", number, area=area) for area, number in areas))
        )
        borough = Area("borough", BOROUGH)
        compared = queries.figures.compared(database, "mh_iapt_referrals", borough, "2020-04", "england")
        assert compared["outcome"] == "not_compared" and math.isnan(compared["comparator_value"])
        indicator = queries.catalogue.indicators(database).set_index("indicator_id", drop=False).loc["mh_iapt_referrals"].to_dict()
        figure = queries.figures.figure(database, "mh_iapt_referrals", borough, "2020-04")
        said = wording.figures.value_sentence(indicator, figure, compared, "Havering", "2020-04")
        assert said.endswith("Not compared: a count grows with the people it is of, and they are not known here.")

    def test_a_count_is_set_against_what_the_comparators_rate_would_give_and_called_so(self, built):
        key, year = "cancer_tww_cancer_diagnosis", "2022/23"
        practices = {
            "T10001": (30, 300),
            "T10002": (10, 100),
            "T10003": (20, 100),
            "T10004": (6, 100),
            "T10005": (4, 100),
            "T10006": (10, 100),
        }
        rows = [returned(key, year, *numbers, area=("practice", code)) for code, numbers in practices.items()]
        database, _ = built(x__csv=local_return(*rows))
        # Havering: 80 of 800; the northern practices 60 of 500, who would have 50 at Havering's rate.
        north = Area("locality", "HAV-N")
        compared = queries.figures.compared(database, key, north, year, "borough")
        assert (compared["value"], compared["comparator_value"], compared["outcome"]) == (60, 50, "similar")
        indicator = queries.catalogue.indicators(database).set_index("indicator_id", drop=False).loc[key].to_dict()
        said = wording.figures.value_sentence(
            indicator, queries.figures.figure(database, key, north, year), compared, "North", year
        )
        assert "similar to expected at the rate of Havering (50)" in said
        grid = queries.overview.rug(database, north, BOROUGH, "borough")
        own = grid[(grid["indicator_id"] == key) & (grid["position"] == 0)].iloc[0]
        assert (own["area_name"], own["value"]) == ("Havering", 80)
