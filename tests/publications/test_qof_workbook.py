"""QOF: the workbooks of every layout."""

import pytest

from pcdash import publications
from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.file import find
from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms


def sheet(text):
    """Rows by lines and cells by bars: ¶ is a line break within a cell, nothing is a blank cell, numbers are numbers."""
    return [[_cell(cell) for cell in line.split("|")] for line in text.strip("\n").split("\n")]


def _cell(text):
    try:
        return float(text)
    except ValueError:
        return text.replace("¶", "\n") or None


# fmt: off
CCG_1415 = [*[[]] * 7, *sheet("""
Recorded disease prevalence, achievements and exceptions
Quality and Outcomes Framework (QOF) for April 2014 - March 2015, England



||||||Prevalence
||||||2013-14||||2014-15||||Year on Year Change (per cent)|CHD001||Coronory Heart Disease  CHD002
Region Code|Region Geography Code|Region Name|CCG Code|CCG Geography Code |CCG Name|\
Number of Practices|List Size|Register|Prevalence¶(per cent)|Number of Practices|List Size|Register|Prevalence¶(per cent)||\
Achievement Score¶(Max 4 per practice)|Achievement rate¶(per cent)|Achievement Score¶(Max 17 per practice)|Numerator|Denominator|\
Underlying achievement net of exceptions¶(per cent)|Exceptions|Exception rate¶(per cent)|Denominator plus exceptions|\
Percentage of patients receiving intervention
Y56|E40000003|LONDON COMMISSIONING REGION|08F|E38000077|NHS HAVERING CCG|8|9000|630|7|8|10000|700|7|0|32|100|136|\
540|800|67.5|200|20|1000|54
""")]

CCG_1920 = [*[[]] * 9, *sheet("""
|||Prevalence
|||_||||_
Return to Contents|||2018-19||||2019-20||||||CHD001||CHD005
|||||||||||||Achievement Score ||Achievement Score |||Underlying Achievement |||Denominator |Patients receiving
CCG ODS code (practice parent)|CCG ONS code (practice parent)|CCG name (practice parent)|\
Number of practices|List size|Register|Prevalence (%)|\
Number of practices|Register|List size|List size ages <=79|List size ages 80+|Prevalence (%)|\
(max  4 per practice)|Achievement Rate (%)|(max  7 per practice)|Numerator|Denominator|net of PCAs (%)|PCAs|PCA Rate (%)|\
plus PCAs|Intervention (%)
08F|E38000077|NHS Havering CCG|8|10000|700|7|6|710|10000|9000|1000|7.1|24|100|42|540|800|67.5|200|20|1000|54
08E|E38000074|NHS Harrow CCG|8|10000|700|7|6|710|10000|9000|1000|7.1|24|100|z|z|:|z|_|z|z|z
_
Copyright © 2020, NHS Digital
""")]

PRACTICES_2324 = [*[[]] * 9, *sheet("""
|||||||Prevalence
Return to Contents|||||||||||||DEP004
Sub ICB Loc ODS code|Sub ICB Loc ONS code|Sub ICB Loc name|PCN ODS code|PCN name|Practice code|Practice name|\
List size ¶aged 18+|Newly  diagnosed|Incidence [note 1]¶(%)|List size ¶aged 18+|Newly  diagnosed|Incidence [note 1]¶(%)|\
Achievement Score (max 10)|Numerator|Denominator|Underlying Achievement net of PCAs (%)|PCAs|PCA Rate (%)|Denominator plus PCAs|\
Patients receiving Intervention (%)
A3A8R|E38000255|NHS NEL ICB - A3A8R|U10001|ROMFORD ONE PCN|T10001|NORTH ROAD|900|20|2.2|1000|30|3|9|18|24|75|6|20|30|60
A3A8R|E38000255|NHS NEL ICB - A3A8R|U10001|ROMFORD ONE PCN|T10002|NORTH LANE|900|0|0|1000|0|0|No patients in indicator|\
No patients in indicator|No patients in indicator|No patients in indicator|No patients in indicator
""")]
# fmt: on


class TestQofWorkbook:
    MEASURE = ("area_type", "area_code", "indicator_code", "measure", "value", "mark")

    def test_ccgs_in_the_layout_of_2014_15(self, tmp_path):
        publication, loaded = read(tmp_path, "renamed.xlsx", world_forms.workbook({"CHD": CCG_1415}))
        assert (publication, loaded.period, loaded.rows_in) == ("qof_workbook", "2014/15", 1)
        assert table(loaded, "qof_measure", *self.MEASURE) == [
            ("sub_icb", "08F", "CHD002", measure, value, None)
            for measure, value in [
                ("NUMERATOR", 540),
                ("DENOMINATOR", 800),
                ("PRINTED_NET", 67.5),
                ("PCAS", 200),
                ("PRINTED_ADJUSTMENT_RATE", 20),
                ("PRINTED_INTERVENTION", 54),
            ]
        ]
        assert table(loaded, "qof_register", "area_code", "group_code", "register", "list_size", "printed_prevalence") == [
            ("08F", "CHD", 700, 10000, 7)
        ]
        assert ("sub_icb", "08F", "E38000077", "NHS Havering CCG") in table(
            loaded, "area_name", "area_type", "area_code", "gss_code", "area_name"
        )
        assert ("08F", "E40000003") in table(loaded, "area_parent", "child_code", "parent_code")

    def test_headers_split_over_two_rows_and_marks_in_2019_20(self, tmp_path):
        _, loaded = read(tmp_path, "qof-1920.xlsx", world_forms.workbook({"Title sheet": [["QOF"]], "CHD": CCG_1920}))
        assert (loaded.period, loaded.rows_in, reasons(loaded)) == ("2019/20", 2, {})
        measures = table(loaded, "qof_measure", *self.MEASURE[1:])
        assert [row[2:4] for row in measures if row[0] == "08F"] == [
            ("NUMERATOR", 540),
            ("DENOMINATOR", 800),
            ("PRINTED_NET", 67.5),
            ("PCAS", 200),
            ("PRINTED_ADJUSTMENT_RATE", 20),
            ("PRINTED_INTERVENTION", 54),
        ]
        assert ("08E", "CHD005", "NUMERATOR", None, "not_applicable") in measures
        assert ("08E", "CHD005", "DENOMINATOR", None, "missing") in measures
        assert ("08E", "CHD005", "PCAS", None, "missing") in measures

    def test_a_register_that_stands_before_its_list_is_found_in_2019_20(self, tmp_path):
        _, loaded = read(tmp_path, "qof-1920.xlsx", world_forms.workbook({"CHD": CCG_1920}))
        assert table(loaded, "qof_register", "area_code", "register", "list_size", "printed_prevalence") == [
            ("08F", 710, 10000, 7.1),
            ("08E", 710, 10000, 7.1),
        ]

    def test_practices_in_the_layout_of_2023_24_with_newly_diagnosed_patients(self, tmp_path):
        content = world_forms.workbook({"Title sheet": [["Quality and Outcomes Framework, 2023-24"]], "DEP": PRACTICES_2324})
        _, loaded = read(tmp_path, "qof-2324-prev-ach-pca-neu-prac.xlsx", content)
        assert (loaded.period, loaded.rows_in) == ("2023/24", 2)
        measures = table(loaded, "qof_measure", *self.MEASURE)
        assert ("practice", "T10001", "DEP004", "NUMERATOR", 18, None) in measures
        assert ("practice", "T10002", "DEP004", "NUMERATOR", None, "not_applicable") in measures
        assert table(loaded, "qof_register", "area_code", "group_code", "register", "list_size")[0] == ("T10001", "DEP", 30, 1000)
        links = table(loaded, "area_parent", "child_code", "parent_code")
        assert {("T10001", "A3A8R"), ("T10001", "U10001")} <= set(links)

    def test_a_list_with_two_age_groups_takes_the_registers(self, tmp_path):
        rows = sheet("""
2019-20 Achievement
||||||DM017
Practice code|Practice name|List size ages 17+|List size ages 40+|Register|Prevalence (%)|(max 6 per practice)
T10001|NORTH ROAD|800|400|80|10|6
""")
        _, loaded = read(tmp_path, "qof-1920-prac.xlsx", world_forms.workbook({"DM": rows}))
        assert table(loaded, "qof_register", "register", "list_size", "printed_prevalence") == [(80, 800, 10)]

    def test_estimated_lists_of_2014_15_count_instead_of_all_ages(self, tmp_path):
        rows = sheet("""
2014-15 Achievement
|||||||DM017
Practice Code|Practice Name|List Size|Percentage 17+|Estimated List Size 17+|Register|Prevalence¶(per cent)|Score
T10001|NORTH ROAD|1000|80|800.5|80|9.99|6
""")
        _, loaded = read(tmp_path, "qof-1415-prac.xlsx", world_forms.workbook({"DM": rows}))
        assert table(loaded, "qof_register", "register", "list_size") == [(80, 800.5)]

    def test_a_code_with_a_hyphen_is_the_code_without_it(self, tmp_path):
        cells = [
            ["Cardiovascular Disease - Primary Prevention CVD-PP001" if "CHD002" in str(cell) else cell for cell in row]
            for row in CCG_1415
        ]
        _, loaded = read(tmp_path, "qof-1415.xlsx", world_forms.workbook({"CVD-PP": cells}))
        assert ("CVDPP001", "NUMERATOR", 540) in table(loaded, "qof_measure", "indicator_code", "measure", "value")
        assert table(loaded, "qof_register", "group_code", "register") == [("CVDPP", 700)]

    def test_a_workbook_without_a_year_takes_that_of_its_name(self, tmp_path):
        sheet = [
            [cell.replace("2018-19", "").replace("2019-20", "") if isinstance(cell, str) else cell for cell in row]
            for row in CCG_1920
        ]
        _, loaded = read(tmp_path, "qof-1920-ccg.xlsx", world_forms.workbook({"CHD": sheet}))
        assert loaded.period == "2019/20"

    def test_rows_with_a_wrong_code_or_figure_are_refused_by_sheet_and_row(self, tmp_path):
        bad = [["England total", *CCG_1920[14][1:]], ["99Z", *CCG_1920[14][1:16], "n/a", *CCG_1920[14][17:]], CCG_1920[14]]
        _, loaded = read(tmp_path, "qof-1920.xlsx", world_forms.workbook({"CHD": [*CCG_1920[:16], *bad]}))
        assert reasons(loaded) == {
            17: "sheet CHD: area_code is not the code of a NHS sub-area (CCG or sub-ICB): write one such as A3A8R",
            18: "sheet CHD: CHD005 NUMERATOR is not a number",
            19: "sheet CHD: repeats an earlier row (area_code)",
        }

    KEPT = "; the row's other figures are kept"
    # What is written into the column of the layout of 2014-15 whose heading begins so (the last such column), and the reason.
    IMPOSSIBLE = (
        ({"Numerator": 801}, "CHD002 numerator is larger than the denominator"),
        ({"Numerator": -1}, "CHD002 NUMERATOR is negative"),
        ({"Exception rate": -20}, "CHD002 PRINTED_ADJUSTMENT_RATE is negative"),
        ({"Percentage of patients": 154}, "CHD002 has a percentage above 100"),
        ({"Underlying": 100.2, "Numerator": "*"}, "CHD002 has a percentage above 100"),
        ({"Underlying": 66.5}, "CHD002 has a percentage that is not the one of its counts"),
        ({"Exception rate": 30}, "CHD002 has a percentage that is not the one of its counts"),
        ({"Register": 10001}, "register is larger than the list"),
        ({"Register": -1}, "register is negative"),
        ({"Prevalence": 107, "Register": ":"}, "prevalence has a percentage above 100"),
        ({"Prevalence": 17}, "prevalence has a percentage that is not the one of its counts"),
    )
    # What looks odd and is legitimate.
    POSSIBLE = (
        {"Numerator": 800, "Underlying": 100, "Percentage of patients": 80},
        {"Exceptions": 1600, "Exception rate": 100 * 1600 / 2400, "Percentage of patients": 22.5},
        {
            "Denominator": 600,
            "Underlying": 90,
            "Exception rate": 25,
            "Percentage of patients": 67.5,
            "Register": 300,
            "Prevalence": 3,
        },
        {"Register": 10000, "Prevalence": 100},
        {"Underlying": 67.5, "Exception rate": 20.04, "Percentage of patients": 54.0},
        {"Numerator": "*", "Underlying": "*", "Percentage of patients": "*"},
    )

    @staticmethod
    def rows(layout, header, changes, code):
        """The row under the header once for each change, with another code and the figures of the change."""
        heads = [" ".join(str(cell or "").split()) for cell in layout[header]]
        rows = []
        for number, figures in enumerate(changes):
            rows.append(list(layout[header + 1]))
            rows[-1][heads.index("Practice code") if "Practice code" in heads else heads.index("CCG Code")] = code(number)
            for start, figure in figures.items():
                columns = [column for column, head in enumerate(heads) if head == start] or [
                    column for column, head in enumerate(heads) if head.startswith(start)
                ]
                rows[-1][columns[-1]] = figure
        return rows

    def test_impossible_figures_are_refused_by_sheet_and_row_at_ccg_level(self, tmp_path):
        rows = self.rows(CCG_1415, 14, [figures for figures, _ in self.IMPOSSIBLE], lambda number: f"{number:02}A")
        _, loaded = read(tmp_path, "qof-1415.xlsx", world_forms.workbook({"CHD": [*CCG_1415, *rows]}))
        expected = [f"sheet CHD: {reason}{'' if 'negative' in reason else self.KEPT}" for _, reason in self.IMPOSSIBLE]
        assert reasons(loaded) == dict(enumerate(expected, 17))
        # A row keeps its register where only the indicator's figures cannot be, and the other way round.
        codes = {f"{number:02}A": reason for number, (_, reason) in enumerate(self.IMPOSSIBLE) if "negative" not in reason}
        of_the_register = {code for code, reason in codes.items() if reason.startswith(("register", "prevalence"))}
        assert {code for (code,) in table(loaded, "qof_measure", "area_code")} == {"08F", *of_the_register}
        assert {code for (code,) in table(loaded, "qof_register", "area_code")} == {"08F", *codes} - of_the_register

    def test_figures_that_may_exceed_others_are_not_refused(self, tmp_path):
        rows = self.rows(CCG_1415, 14, self.POSSIBLE, lambda number: f"{number:02}A")
        _, loaded = read(tmp_path, "qof-1415.xlsx", world_forms.workbook({"CHD": [*CCG_1415, *rows]}))
        assert (reasons(loaded), loaded.rows_loaded) == ({}, 1 + len(self.POSSIBLE))

    def test_impossible_figures_are_refused_at_practice_level(self, tmp_path):
        changes = [{"Numerator": 25}, {"Newly diagnosed": 1001}]
        rows = self.rows(PRACTICES_2324, 11, changes, lambda number: f"T1000{3 + number}")
        content = world_forms.workbook({"Title sheet": [["QOF 2023-24"]], "DEP": [*PRACTICES_2324, *rows]})
        _, loaded = read(tmp_path, "qof-2324-prac.xlsx", content)
        assert reasons(loaded) == {
            15: f"sheet DEP: DEP004 numerator is larger than the denominator{self.KEPT}",
            16: f"sheet DEP: register is larger than the list{self.KEPT}",
        }
        assert loaded.rows_loaded == 2

    def test_a_workbook_of_regions_is_set_aside(self, tmp_path):
        rows = [[cell for cell in row if not str(cell).startswith(("CCG", "08F", "E38", "NHS HAVERING"))] for row in CCG_1415]
        with pytest.raises(SetAside, match="holds areas whose figures are those of their practices added up"):
            read(tmp_path, "qof-1415-reg.xlsx", world_forms.workbook({"CHD": rows}))

    def test_a_missing_sheet_is_noticed_by_the_title_sheet(self, tmp_path):
        title = [["Quality and Outcomes Framework 2019-20"], ["Table 1: CHD"], ["Table 2: DM"], ["Table 1: again"]]
        content = world_forms.workbook({"Title sheet": title, "CHD": CCG_1920})
        with pytest.raises(
            SourceError, match=r"has 1 sheets of data where its title sheet lists 2: a sheet is missing\nWhat to do"
        ):
            read(tmp_path, "qof-1920.xlsx", content)

    def test_a_sheet_without_header_is_named(self, tmp_path):
        content = world_forms.workbook({"CHD": CCG_1920, "DM": [["something else"]]})
        with pytest.raises(SourceError, match="the sheet 'DM' has no header row with an area code"):
            read(tmp_path, "qof-1920.xlsx", content)

    def test_other_workbooks_are_not_taken_for_it(self, tmp_path):
        (tmp_path / "qof.xlsx").write_bytes(
            world_forms.workbook({"Notes": [["about"]], "Data": [["Practice code", "FTE"], ["A", 1]]})
        )
        [file] = find([tmp_path])
        assert publications.recognise(file) == (None, None)
