from datetime import date

import pytest

from pcdash.terms import periods


@pytest.mark.parametrize(
    ("label", "kind", "start", "end"),
    [
        ("2014/15", "financial_year", date(2014, 4, 1), date(2015, 3, 31)),
        ("1999/00", "financial_year", date(1999, 4, 1), date(2000, 3, 31)),
        ("2015", "calendar_year", date(2015, 1, 1), date(2015, 12, 31)),
        ("2013 - 15", "pooled_years", date(2013, 1, 1), date(2015, 12, 31)),
        ("2019/20 - 21/22", "pooled_financial_years", date(2019, 4, 1), date(2022, 3, 31)),
        ("1999 - 01", "pooled_years", date(1999, 1, 1), date(2001, 12, 31)),
        ("2025 Q1", "quarter", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-10", "month", date(2025, 10, 1), date(2025, 10, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_label_covers_its_days(label, kind, start, end):
    period = periods.parse(label)
    assert (period.kind, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2022-23", "2022/23"),
        ("2022/2023", "2022/23"),
        ("2022-2023", "2022/23"),
        ("2011-2012", "2011/12"),
        (" 2022/23 ", "2022/23"),
        ("2022 - 23", "2022 - 23"),
        ("2013-15", "2013 - 15"),
        ("2013 \u2013 15", "2013 - 15"),
        ("2013 - 2015", "2013 - 15"),
        ("2005-2007", "2005 - 07"),
        ("2005-07", "2005-07"),
        ("2019/20 - 21/22", "2019/20 - 21/22"),
        ("2019/20-2021/22", "2019/20 - 21/22"),
        ("2025Q1", "2025 Q1"),
        ("2023/24 Q1", "2023 Q2"),
        ("2023-24 Q4", "2024 Q1"),
        ("Apr 2023", "2023-04"),
        ("April 2023", "2023-04"),
        ("2023 Apr", "2023-04"),
    ],
)
def test_other_spellings_with_one_meaning_are_read(text, label):
    assert periods.read(text) == label


def test_what_may_be_a_year_or_a_month_is_read_by_its_neighbours_or_refused():
    with pytest.raises(ValueError, match="a financial year or a month"):
        periods.read("2011-12")
    assert periods.read_all(["2011-12", "2012/13", "2022-23"]) == {"2011-12": "2011/12", "2012/13": "2012/13", "2022-23": "2022/23"}
    assert periods.read_all(["2011-12", "2011-11"]) == {"2011-11": "2011-11"}
    assert periods.read_all(["2011-12"]) == {}


@pytest.mark.parametrize("label", ["2014/16", "14/15", "2025-00", "2025 Q5", "last year", "", "2015 - 15", "2022 - 20", "2022-20"])
def test_anything_else_is_refused_with_the_accepted_forms(label):
    with pytest.raises(ValueError, match="write 2014/15"):
        periods.read(label)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("PREVALENCE_2425.csv", "2024/25"),
        ("ACHIEVEMENT_2021_v2.csv", "2020/21"),
        ("qof-1819-prev-ach-exc-ccg.xlsx", "2018/19"),
        ("QOF201718.zip", "2017/18"),
        ("2022-23", "2022/23"),
        ("MAPPING_NHS_GEOGRAPHIES_2223.csv", "2022/23"),
        ("PREVALENCE.csv", None),
        ("gp-reg-pat-prac-all-2025-12.csv", None),
        ("epraccur_20251101.csv", None),
    ],
)
def test_the_financial_year_in_a_name_is_found(name, year):
    assert periods.financial_year_in(name) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20210401", date(2021, 4, 1)),
        ("20191001.0", date(2019, 10, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("01JAN2021", date(2021, 1, 1)),
        ("01Oct2025", date(2025, 10, 1)),
        ("01-Sep-20", date(2020, 9, 1)),
        ("31/03/2024", date(2024, 3, 31)),
        ("31/02/2024", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_read_as_nhs_files_write_them(text, day):
    assert periods.published_date(text) == day
