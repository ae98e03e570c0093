"""Fingertips: figures of every type of area."""

import pytest

from tests.publications.taken import read, reasons, table
from tests.worlds import returns as world_returns

CODES = {
    "practice": "A81001",
    "pcn": "U10001",
    "sub_icb": "E38000255",
    "icb": "E54000029",
    "borough": "E06000001",
    "region": "E40000003",
    "england": "E92000001",
}


class TestFingertips:
    def test_boroughs_regions_england_and_practices(self, tmp_path):
        publication, loaded = read(tmp_path, "indicators.csv", world_returns.fingertips())
        assert (publication, loaded.rows_in) == ("fingertips", 22)
        values = table(loaded, "fingertips_value", "area_type", "area_code", "period", "age", "value", "lower95", "count", "note")
        assert values[:4] == [
            ("england", "E92000001", "2016 - 18", "0-74", 70, 69, 70000, ""),
            ("region", "E40000003", "2016 - 18", "0-74", 65, 63, 9100, ""),
            ("borough", "E09000016", "2016 - 18", "0-74", 80, 70, 560, ""),
            ("borough", "E09000015", "2016 - 18", "0-74", 60, 51, 420, ""),
        ]
        assert values[4][4:] == (None, None, None, "Value suppressed for disclosure control")
        assert values[6] == ("practice", "T10001", "2019", "All ages", 20, None, None, "")

    def test_a_repeated_england_row_and_a_district_are_refused(self, tmp_path):
        _, loaded = read(tmp_path, "indicators.csv", world_returns.fingertips())
        assert reasons(loaded) == {
            3: "repeats an earlier row (indicator id, area code, time period, sex, age, category type, category)",
            9: "is a district inside a county",
        }

    def test_names_with_line_breaks_are_tidied(self, tmp_path):
        _, loaded = read(tmp_path, "indicators.csv", world_returns.fingertips())
        names = table(loaded, "area_name", "area_code", "area_name")
        assert ("E06000058", "Bournemouth, Christchurch and Poole") in names

    ROW = "241,Diabetes,,,{code},Name,{kind},Persons,17+ yrs,,,2022/23,7.5,,,,,,,,,,,20220000,,,1y\n"

    @pytest.mark.parametrize(
        ("kind", "area_type"),
        [
            ("GP", "practice"),
            ("GPs", "practice"),
            ("PCNs (v. 27/10/23)", "pcn"),
            ("ICB sub-locations", "sub_icb"),
            ("CCGs (2021/22)", "sub_icb"),
            ("UA", "borough"),
            ("County", "borough"),
            ("Counties & UAs (from Apr 2023)", "borough"),
            ("Regions (statistical)", "region"),
            ("England", "england"),
        ],
    )
    def test_area_types_in_every_spelling(self, tmp_path, kind, area_type):
        content = world_returns.FINGERTIPS_HEADER + "\n" + self.ROW.format(code=CODES[area_type], kind=kind)
        _, loaded = read(tmp_path, "f.csv", content)
        assert table(loaded, "fingertips_value", "area_type", "age") == [(area_type, "17+")]

    def test_a_district_inside_a_county_is_not_compared_with_counties(self, tmp_path):
        rows = "".join(self.ROW.format(code=code, kind="UA") for code in ("E07000105", "E06000001"))
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "is a district inside a county"}

    def test_a_blank_id_is_found_by_the_indicators_name(self, tmp_path):
        rows = self.ROW.format(code="E92000001", kind="England") + self.ROW.format(code="A81001", kind="GPs").replace("241", "", 1)
        rows += self.ROW.format(code="B81001", kind="GPs").replace("241,Diabetes", ",Unheard of", 1)
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert table(loaded, "fingertips_value", "fingertips_id", "area_code") == [("241", "E92000001"), ("241", "A81001")]
        assert reasons(loaded) == {4: "indicator id is blank"}

    def test_the_column_that_changes_its_name_and_the_one_that_came_later_do_not_matter(self, tmp_path):
        header = world_returns.FINGERTIPS_HEADER.replace("Column not used", "Compared to PCNs (v. 27/10/23) value or percentiles")
        header = header.removesuffix(",Time period range")
        _, loaded = read(tmp_path, "f.csv", header + "\n" + self.ROW.format(code="A81001", kind="GPs").removesuffix(",1y\n") + "\n")
        assert loaded.rows_loaded == 1

    def test_categories_share_an_area_and_stay_apart(self, tmp_path):
        row = self.ROW.format(code="E92000001", kind="England")
        rows = row + row.replace("17+ yrs,,", "17+ yrs,Deprivation deciles,Most deprived decile")
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert table(loaded, "fingertips_value", "category") == [("",), ("Deprivation deciles=Most deprived decile",)]

    def test_a_period_of_an_unknown_kind_is_refused(self, tmp_path):
        rows = self.ROW.format(code="A81001", kind="GPs").replace("2022/23", "2021 Aug - 2022 Jul")
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "time period is not one the dashboard reads"}

    def test_a_series_restated_under_the_areas_newer_code_counts_once(self, tmp_path):
        row = self.ROW.replace("7.5", "{value}")
        rows = row.format(code="E08000016", kind="UA", value=7.5) + row.format(code="E08000038", kind="UA", value=8)
        rows += row.replace("2022/23", "2012/13").format(code="E08000016", kind="UA", value=6)
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "is restated under the area's newer code"}
        assert table(loaded, "fingertips_value", "area_code", "period", "value") == [
            ("E08000038", "2022/23", 8),
            ("E08000038", "2012/13", 6),
        ]

    LABELS = (
        ("PCNs (v. 26/04/24)", "pcn"),
        ("PCNs (v.28/07/2025)", "pcn"),
        ("Counties & UAs (2021/22-2022/23)", "borough"),
        ("Counties & UAs (pre Apr 2019)", "borough"),
        ("County & UA", "borough"),
        ("UA new 2023", "borough"),
        ("UA unchanged", "borough"),
        ("CCGs (from Apr 2021)", "sub_icb"),
        ("Sub-ICB, former CCGs", "sub_icb"),
        ("ICBs", "icb"),
        ("STPs", "icb"),
        ("NHS regions", "region"),
        ("NHS regions - new due to ICB changes", "region"),
    )

    @pytest.mark.parametrize(("kind", "area_type"), LABELS)
    def test_area_types_of_any_vintage(self, tmp_path, kind, area_type):
        content = world_returns.FINGERTIPS_HEADER + "\n" + self.ROW.format(code=CODES[area_type], kind=f'"{kind}"')
        _, loaded = read(tmp_path, "f.csv", content)
        assert table(loaded, "fingertips_value", "area_type") == [(area_type,)]

    @pytest.mark.parametrize("kind", ["Combined authorities", "Acute trusts"])
    def test_area_types_without_a_place_in_the_tree_are_refused(self, tmp_path, kind):
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + self.ROW.format(code="X", kind=kind))
        assert reasons(loaded) == {2: "area type is not one of the dashboard's"}

    def test_of_districts_those_that_became_part_of_a_council_are_kept(self, tmp_path):
        rows = "".join(self.ROW.format(code=code, kind="Districts & UAs (pre 2019)") for code in ("E07000066", "E07000048"))
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "is a district inside a county"}
        assert table(loaded, "fingertips_value", "area_type", "area_code") == [("borough", "E07000048")]

    def test_blank_cells_at_the_end_may_be_left_out(self, tmp_path):
        row = self.ROW.format(code="E92000001", kind="England").split(",20220000")[0] + "\n"
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + row)
        assert reasons(loaded) == {} and loaded.rows_loaded == 1

    def test_of_two_spans_of_one_period_the_shorter_counts(self, tmp_path):
        row = self.ROW.format(code="E92000001", kind="England")
        rows = row.replace("7.5", "9").replace(",1y", ",3y") + row
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert table(loaded, "fingertips_value", "value") == [(7.5,)] and list(reasons(loaded)) == [2]

    def test_ids_that_no_indicator_uses_are_told(self, tmp_path):
        rows = self.ROW.format(code="E92000001", kind="England")
        rows += self.ROW.replace("241,", "99999,", 1).format(code="E92000001", kind="England")
        _, loaded = read(tmp_path, "f.csv", world_returns.FINGERTIPS_HEADER + "\n" + rows)
        assert any("99999" in note and "241" not in note for note in loaded.notes)
