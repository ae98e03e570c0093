"""No figure from half of the truth: what is missing, hidden, unknown or impossible in a file never becomes a figure of the rest."""

import pytest

from pcdash.build import run as build
from pcdash.definitions import catalogue
from pcdash.served.database import Database
from tests.worlds import forms as world_forms
from tests.worlds import place as world_place
from tests.worlds import qof as world_qof
from tests.worlds import returns as world_returns
from tests.worlds.small import BARKING, BOROUGH, ENGLAND, HARROW

DSR = "copd_u75_mortality_preventable"
BANDS = [f"{age}-{age + 4}" for age in range(0, 75, 5)]
MAPPING = "MAPPING_NHS_GEOGRAPHIES_2223.csv"


def local_return(*rows):
    return world_forms.text(world_returns.LOCAL_RETURN_HEADER, rows)


def figures(database, where):
    frame = database.fetch(f"SELECT area_code, state, value, numerator FROM marts.indicator_value WHERE {where} ORDER BY area_code")
    frame = frame.astype(object).where(frame.notna(), None)
    return {code: tuple(rest) for code, *rest in frame.itertuples(index=False, name=None)}


class TestStandardisedRates:
    """England's rate in every band: whoever sends all of them has England's rate, and nobody else has one."""

    def rows(self, code, area_type="borough", size=1, without=(), hidden=()):
        for number, band in enumerate(BANDS):
            deaths, people = (1 + number) * size, 1000 * size
            if band in hidden:
                yield (DSR, area_type, code, "2020 - 22", "Persons", band, "", "*", people, "", "")
            elif band not in without:
                yield (DSR, area_type, code, "2020 - 22", "Persons", band, "", deaths, people, "", "")

    def test_a_missing_band_makes_the_rate_missing_and_a_hidden_one_hides_it(self, built):
        rows = [
            *self.rows(ENGLAND, "england", 100),
            *self.rows(BOROUGH),
            *self.rows(HARROW, without=["70-74"]),
            *self.rows(BARKING, hidden=["70-74"]),
        ]
        database, _ = built(x__csv=local_return(*rows))
        found = figures(database, f"indicator_id = '{DSR}' AND age = '0-74'")
        assert found[BOROUGH][1] == pytest.approx(found[ENGLAND][1])
        assert found[HARROW] == ("missing", None, None)
        assert found[BARKING] == ("suppressed", None, None)

    def test_a_group_is_pooled_from_members_that_sent_every_band(self, built):
        """Three boroughs make up the system; one without a band is no part of any band of it."""
        whole, _ = built(x__csv=local_return(*self.rows(BOROUGH), *self.rows(HARROW), *self.rows(BARKING)))
        system = "indicator_id = '" + DSR + "' AND area_type = 'system' AND age = '0-74'"
        assert figures(whole, system)["HBD"][0] == "value"
        part, _ = built(x__csv=local_return(*self.rows(BOROUGH), *self.rows(HARROW), *self.rows(BARKING, without=["70-74"])))
        assert figures(part, system).get("HBD", ("missing",))[0] != "value"

    @pytest.mark.parametrize("age", ["0-9", "70-79", "75+"])
    def test_an_age_that_is_no_band_is_refused(self, built, age):
        row = (DSR, "borough", BOROUGH, "2020 - 22", "Persons", age, "", 1, 1000, "", "")
        _, [report] = built(x__csv=local_return(*self.rows(ENGLAND, "england", 100), row))
        assert report.loaded is None or report.rows_refused == 1

    def test_bands_cover_the_ages_of_each_standardised_indicator(self):
        bands = {item.age: item.age_bands for item in catalogue.load() if item.kind == "directly_standardised_rate"}
        assert bands["0-74"] == bands["1-74"] == tuple(BANDS)
        assert bands["All ages"] == (*BANDS, "75-79", "80-84", "85-89", "90+")


class TestDistributions:
    def rows(self, *patients):
        for band, number in zip(("Mild", "Moderate", "Severe", "Very severe"), patients, strict=True):
            if number is not None:
                yield ("copd_severity", "practice", "T10004", "2022/23", "Persons", "All ages", band, number, "", "", "")

    def test_shares_need_every_band(self, built):
        every = "indicator_id = 'copd_severity' AND area_code = 'T10004' AND category = 'Mild'"
        assert figures(built(x__csv=local_return(*self.rows(10, 20, 10, 0)))[0], every)["T10004"] == ("value", 25, 10)
        assert figures(built(x__csv=local_return(*self.rows(10, 20, "*", 0)))[0], every)["T10004"] == ("suppressed", None, None)
        assert figures(built(x__csv=local_return(*self.rows(10, 20, None, 0)))[0], every)["T10004"][:2] == ("missing", None)


class TestEngland:
    COUNTS = "SELECT area_code, numerator, denominator, areas_counted, areas_expected FROM marts.indicator_value "
    COUNTS += "WHERE indicator_id = 'prev_chd' AND area_type = 'england' AND state = 'value'"

    @pytest.fixture
    def files(self):
        prevalence = world_qof.prevalence("2022/23").decode()
        header, *rows = prevalence.splitlines()
        of_chd = [row for row in rows if ",CHD," in row]
        return {MAPPING.replace(".", "__"): world_qof.mapping_of_sub_icbs()}, header, of_chd

    def england(self, database):
        return database.fetch(self.COUNTS).iloc[0].tolist()

    def test_a_row_of_totals_is_no_practice(self, built, files):
        mapping, header, rows = files
        whole = self.england(built(place=False, PREVALENCE_2223__csv="\n".join([header, *rows, ""]), **mapping)[0])
        for code in ("Total", "ENGLAND", "total "):
            total = f"{code},CHD,1900,TOTAL,40000"
            database, reports = built(place=False, PREVALENCE_2223__csv="\n".join([header, *rows, total, ""]), **mapping)
            assert self.england(database) == whole and sum(report.rows_refused for report in reports) == 1

    def test_a_code_that_no_register_knows_is_named_and_left_out(self, built, files):
        mapping, header, rows = files
        whole = self.england(built(place=False, PREVALENCE_2223__csv="\n".join([header, *rows, ""]), **mapping)[0])
        strange = "X99999,CHD,1900,TOTAL,40000"
        database, _ = built(place=False, PREVALENCE_2223__csv="\n".join([header, *rows, strange, ""]), **mapping)
        assert self.england(database) == whole
        told = database.fetch("SELECT example FROM marts.check_result WHERE check_name = 'practices_are_registered'").iloc[0, 0]
        assert "X99999" in told

    def test_regions_that_were_abolished_before_cost_england_nothing(self, built, files):
        mapping, header, rows = files
        alone = self.england(built(place=False, PREVALENCE_2223__csv="\n".join([header, *rows, ""]), **mapping)[0])
        columns = "Region geography code,Region name,CCG code,CCG geography code,CCG name,List size,Register,Prevalence (%)"
        older = [
            *[["Quality and Outcomes Framework 2017-18"]] * 10,
            [*[""] * 8, "CHD005"],
            [*columns.split(","), "Achievement Score", "Numerator", "Denominator"],
            ["E40000001", "North of England", "00C", "E38000042", "NHS Darlington CCG", 1000, 50, 5, 1, 30, 40],
        ]
        database, reports = built(
            place=False,
            PREVALENCE_2223__csv="\n".join([header, *rows, ""]),
            qof_1718__xlsx=world_forms.workbook({"CHD": older}),
            **mapping,
        )
        assert [report.status for report in reports] == ["loaded"] * 3
        assert self.england(database) == alone


class TestImpossible:
    def test_a_numerator_above_its_denominator_costs_its_practice_only(self, built):
        header = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
        rows = [
            f"Y56,E40000003,LONDON,{code},DM019,{measure},{value}"
            for code, numbers in (("T10004", (130, 80, 20)), ("T10005", (140, 160, 40)))
            for measure, value in zip(("NUMERATOR", "DENOMINATOR", "PCAS"), numbers, strict=True)
        ]
        database, [report] = built(ACHIEVEMENT_LONDON_2223__csv="\n".join([header, *rows, ""]))
        assert report.rows_refused == 3
        found = figures(
            database, "indicator_id = 'dm_bp_140_80' AND category = '' AND area_type = 'practice' AND period = '2022/23'"
        )
        assert found["T10005"] == ("value", 70, 140) and found["T10004"][0] == "missing"

    def test_a_workbook_with_impossible_rows_is_built_without_them(self, built):
        """Each of them would break a check of the finished figures, and stop the build, if it came so far."""
        columns = "Practice code,Practice name,List size,Register,Prevalence (%),Score,Numerator,Denominator,"
        columns += (
            "Underlying Achievement net of PCAs (%),PCAs,PCA Rate (%),Denominator plus PCAs,Patients receiving Intervention (%)"
        )
        figures = {
            "T10001": (600, 60, 10, 9, 20, 40, 50, 10, 20, 50, 40),
            "T10002": (600, 60, 10, 9, 60, 40, 150, 10, 20, 50, 120),
            "T10003": (600, 660, 110, 9, 20, 40, 50, 10, 20, 50, 40),
            "T10004": (600, 60, 10, 9, 20, 40, 55, 10, 20, 50, 40),
            "T10005": (600, 60, 12, 9, 20, 40, 50, 10, 20, 50, 40),
        }
        sheet = [["Prevalence and Achievement 2022-23"], [*[""] * 5, "CHD008"], columns.split(",")]
        sheet += [[code, "X", *numbers] for code, numbers in figures.items()]
        _, [report] = built(place=False, qof_2223_prac__xlsx=world_forms.workbook({"CHD": sheet}))
        assert (report.status, report.rows_loaded) == ("loaded", 1)
        assert list(report.loaded.refused["row_number"]) == [5, 6, 7, 8]

    def test_modelled_estimates_without_limits_give_a_gap_without_limits(self, built):
        recorded = [["Practice code", "List size 2014-15", "Register 2014-15"], ["T10001", 1000, 40], ["T10002", 1000, 50]]
        estimates = [["practice_code", "EstPrev"], ["T10001", 8], ["T10002", 108]]
        database, [report] = built(CHD_estimates__xlsx=world_forms.workbook({"QOFPrev": recorded, "EstPrev": estimates}))
        assert (report.status, report.rows_loaded, report.rows_refused) == ("loaded", 2, 2)
        gaps = database.fetch("SELECT value, lower95, upper95 FROM marts.indicator_value WHERE indicator_id = 'prev_gap_chd' "
                              "AND area_code = 'T10001' AND state = 'value'")  # fmt: skip
        assert gaps.astype(object).where(gaps.notna(), None).values.tolist() == [[pytest.approx(4), None, None]]

    def test_a_percentage_above_a_hundred_is_refused_by_its_row(self, built):
        good = ("ld_health_check", "practice", "T10001", "2022/23", "Persons", "All ages", "", 15, 20, "", "")
        _, [report] = built(x__csv=local_return(good, ("ld_health_check", "borough", BOROUGH, *good[3:7], "", "", 120, "")))
        assert report.loaded is None or report.loaded.tables == {}
        assert report.rows_refused == 1


class TestMarks:
    def test_hidden_numbers_are_suppressed_whatever_the_mark(self, built):
        marks = {"T10001": "*", "T10002": "<5", "T10003": "[c]", "T10004": "-", "T10005": 36}
        rows = [
            ("ld_health_check", "practice", code, "2022/23", "Persons", "All ages", "", mark, 40, "", "")
            for code, mark in marks.items()
        ]
        database, [report] = built(x__csv=local_return(*rows))
        assert report.rows_refused == 0
        found = figures(database, "indicator_id = 'ld_health_check' AND area_type = 'practice' AND period = '2022/23'")
        states = {code: found[code][0] for code in marks}
        hidden = dict.fromkeys(("T10001", "T10002", "T10003"), "suppressed")
        assert states == hidden | {"T10004": "missing", "T10005": "value"}
        assert all(found[code][1:] == (None, None) for code in hidden)


def test_a_locality_that_is_called_like_its_borough_is_told_apart(tmp_path):
    place = world_place.write_place(tmp_path)
    place.write_text(place.read_text().replace('name = "North"', 'name = "Havering"'))
    (tmp_path / "x.csv").write_bytes(world_returns.local_return())
    build.build([tmp_path / "x.csv"], [place], tmp_path / "x.duckdb")
    names = Database(tmp_path / "x.duckdb").fetch(
        "SELECT area_code, area_name FROM marts.area WHERE area_type IN ('borough', 'locality') AND place_code IS NOT NULL"
    )
    found = dict(names.itertuples(index=False, name=None))
    assert (found[BOROUGH], found["HAV-N"]) == ("Havering", "Havering (locality)")


def test_spellings_of_one_year_are_one_series(built):
    rows = [
        ("ld_health_check", "practice", "T10001", year, "Persons", "All ages", "", 30, 40, "", "")
        for year in ("2021/22", "2022-23", "2011-12")
    ]
    database, _ = built(x__csv=local_return(*rows))
    periods = database.fetch(
        "SELECT DISTINCT period FROM marts.indicator_value WHERE indicator_id = 'ld_health_check' AND state = 'value'"
    )
    assert sorted(periods["period"]) == ["2011/12", "2021/22", "2022/23"]
