"""The local return: a borough's own figures."""

import pytest

from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import returns as world_returns

GOOD = dict(
    zip(
        world_returns.LOCAL_RETURN_HEADER.split(","),
        ("ld_health_check", "practice", "T10001", "2022/23", "Persons", "All ages", "", "15", "20", "", ""),
        strict=True,
    )
)


class TestLocalReturn:
    def test_every_kind_of_figure(self, tmp_path):
        publication, loaded = read(tmp_path, "any.csv", world_returns.local_return())
        assert (publication, reasons(loaded)) == ("local_return", {})
        returned = table(loaded, "local_return", "indicator_id", "age", "category", "numerator", "denominator", "value", "note")
        assert ("copd_severity", "All ages", "Severe", 10, None, None, "") in returned
        assert ("copd_u75_mortality_preventable", "70-74", "", 1, 1000, None, "") in returned
        assert ("mh_iapt_referrals", "All ages", "", 1200, None, None, "") in returned
        assert ("dm_dka_coma_admissions", "All ages", "", 12, None, 120, "") in returned
        assert ("ld_health_check", "All ages", "", None, None, None, "Suppressed: fewer than 5") in returned

    def test_columns_that_a_return_does_not_need_may_be_left_out(self, tmp_path):
        content = (
            "indicator_id,area_type,area_code,period,sex,age,numerator,denominator,value\n"
            "ld_health_check,practice,T10001,2022/23,Persons,All ages,15,20,\n"
        )
        _, loaded = read(tmp_path, "any.csv", content)
        assert table(loaded, "local_return", "category", "note", "numerator") == [("", "", 15)]

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"indicator_id": ""}, "indicator_id is blank"),
            ({"area_type": ""}, "area_type is blank"),
            ({"area_code": ""}, "area_code is blank"),
            ({"period": ""}, "period is blank"),
            ({"indicator_id": "ld_health_chek"}, "indicator_id is not in the catalogue"),
            ({"area_type": "ward"}, "area_type is none of practice, locality, pcn, borough, sub_icb, icb, system, region, england"),
            ({"sex": "All"}, "sex is not one that ld_health_check has: Persons"),
            ({"sex": ""}, "sex is not one that ld_health_check has: Persons"),
            ({"age": "adults"}, "age is not one that ld_health_check has: All ages"),
            (
                {"period": "last year"},
                "period is not one of 2014/15, 2015, 2013 - 15, 2025 Q1 or 2025-10, or could be two of them, as 2011-12 is",
            ),
            (
                {"period": "2022/24"},
                "period is not one of 2014/15, 2015, 2013 - 15, 2025 Q1 or 2025-10, or could be two of them, as 2011-12 is",
            ),
            ({"numerator": "few"}, "numerator is not a number"),
            ({"denominator": "-20"}, "denominator is negative"),
            ({"value": "75%"}, "value is not a number"),
            ({"numerator": "", "denominator": ""}, "has neither counts nor a value"),
            ({"numerator": "21"}, "numerator is larger than the denominator of a percentage"),
        ],
    )
    def test_each_fault_has_its_reason(self, tmp_path, change, reason):
        rows = [GOOD | {"area_code": "T10002"}, GOOD | change]
        _, loaded = read(tmp_path, "any.csv", world_forms.text(world_returns.LOCAL_RETURN_HEADER, (row.values() for row in rows)))
        assert reasons(loaded) == {3: reason}

    def test_a_figure_returned_twice_counts_once(self, tmp_path):
        rows = [GOOD, GOOD | {"numerator": "16"}, GOOD | {"period": "2021/22"}]
        _, loaded = read(tmp_path, "any.csv", world_forms.text(world_returns.LOCAL_RETURN_HEADER, (row.values() for row in rows)))
        assert reasons(loaded) == {3: "repeats an earlier row (indicator_id, area_type, area_code, period, sex, age, category)"}

    def test_more_events_than_people_are_no_fault_of_a_rate(self, tmp_path):
        row = GOOD | {"indicator_id": "cvd_hypertension_emergency_admissions", "numerator": "30"}
        _, loaded = read(tmp_path, "any.csv", world_forms.text(world_returns.LOCAL_RETURN_HEADER, [row.values()]))
        assert reasons(loaded) == {}

    def test_a_return_with_nothing_but_a_header_is_empty(self, tmp_path):
        _, loaded = read(tmp_path, "any.csv", world_returns.LOCAL_RETURN_HEADER + "\n")
        assert (loaded.rows_in, loaded.rows_loaded) == (0, 0)
