"""Modelled prevalence: workbooks of practices, of which no two are laid out alike."""

import pytest

from pcdash import publications
from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.file import find
from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import returns as world_returns

RECORDED = [
    ["CCG Code", "CCG Name", "Practice Code", "Practice Name", "List Size 2014-15", "Register 2014-15", "Prevalence 2014-15"],
    ["08F", "NHS HAVERING CCG", "T10001", "NORTH ROAD", 1000, 40, 4],
    ["08F", "NHS HAVERING CCG", "T10002", "NORTH LANE", 2000, 100, 5],
]
MODEL = ["practice_code", "parmseq", "parm", "estimate", "stderr", "z", "p", "min95", "max95"]
MODELLED = [MODEL, ["T10001", 1, "Scenario_1", 8, 0.004, -56, 0, 7, 9], ["T10002", 1, "Scenario_1", 10, 0.004, -56, 0, 9, 11]]
# The first two as in the real files; of the others only the names of files and headings are known, from code that reads them.
LAYOUTS = {
    "CHD-prevalence-estimates-&-QOF-prac-level-no-IMD.xlsx": {
        "EstPrev+QOFPrev": [
            ["practice_code", "QOFprev", "Estprev", "Difference", "stderr", "z", "p", "min95", "max95"],
            ["T10001", 4, 8, 4, 0.004, -56, 0, 7, 9],
        ],
        "QOFPrev": RECORDED,
        "EstPrev": MODELLED,
    },
    "Diagnosed-hypertension-estimates-practice-level.xlsx": {
        "QOFPrev+EstPrev": [["Practice Code", "Estprevalence", "QOFprevalence\n"], ["T10001", 0.08, 0.04], ["T10002", 0.1, 0.05]],
        "QOFPrev": [
            ["Practice Code", "Practice Name", "List Size", "Register", "Prevalence\n(per cent)"],
            *(row[2:] for row in RECORDED[1:]),
        ],
        "EstPrev": MODELLED,
    },
    "Stroke-estimated-prevalence-&-QOF-practice-level.xlsx": {
        "QOFPrev": RECORDED,
        "EstPrev": [
            ["practice_code", None, "QOFPrev", "EstPrev", "stderr", "z", "p", "min95", "max95"],
            *([row[0], None, None, row[3], *row[4:]] for row in MODELLED[1:]),
        ],
    },
    "Depression-prevalence-estimates-practice-level.xlsx": {
        "Sheet2": RECORDED,
        "Sheet1": [
            ["max95", "min95", "Prevestimate", "practice_name", "practice_code"],
            [9, 7, 8, "X", "T10001"],
            [11, 9, 10, "Y", "T10002"],
        ],
    },
    "PAD-prevalence-estimates-&-QOF-practice-level-no-IMD.xlsx": {
        "Notes": [["Prevalence of peripheral arterial disease"], ["Model of the Whitehall II study"]],
        "PAD": [
            ["Estimated and recorded prevalence"],
            [],
            [
                "Practice Code",
                "Estimated prevalence",
                "Lower 95% CI",
                "Upper 95% CI",
                "QOFprevaelnce201415",
                "Register",
                "List size",
                "List size",
            ],
            ["T10001", 8, 7, 9, 4, 40, 1000, 1000],
            ["T10002", 10, 9, 11, 5, 100, 2000, 2000],
        ],
    },
    "COPD-estimated+QOF-prevalence-practice-level.xlsx": {
        "Sheet1": [
            [
                "List size 2013-14",
                "Register 2013-14",
                "GP code",
                "EstPrev",
                "",
                "",
                "min95",
                "max95",
                "Register 2014-15",
                "List size 2014-15",
            ],
            [900, 30, "T10001", 0.08, "", "", 0.07, 0.09, 40, 1000],
            [1900, 90, "T10002", 0.1, "", "", 0.09, 0.11, 100, 2000],
        ],
    },
    "Heart-failure-estimates-practice-level.xlsx": {"EstPrev": [[*row[:4], *row[7:]] for row in MODELLED], "QOFPrev": RECORDED},
}
CONDITIONS = dict(zip(LAYOUTS, ("CHD", "HYP", "STIA", "DEP", "PAD", "COPD", "HF"), strict=True))
FIGURES = ("practice_code", "estimate", "lower95", "upper95", "list_size", "register")


class TestLayouts:
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_every_layout_is_read_by_its_headings(self, tmp_path, name):
        publication, loaded = read(tmp_path, name, world_forms.workbook(LAYOUTS[name]))
        assert (publication, loaded.period, loaded.series) == ("modelled_prevalence", "2014/15", CONDITIONS[name])
        assert reasons(loaded) == {}
        found = [(row[0], *map(pytest.approx, row[1:])) for row in table(loaded, "modelled_prevalence", *FIGURES)]
        assert found == [("T10001", 8, 7, 9, 1000, 40), ("T10002", 10, 9, 11, 2000, 100)]

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_estimates_without_limits_have_none(self, tmp_path, name):
        sheets = {
            sheet: [[None if str(cell).startswith(("min95", "max95", "Lower", "Upper")) else cell for cell in row] for row in rows]
            for sheet, rows in LAYOUTS[name].items()
        }
        _, loaded = read(tmp_path, name, world_forms.workbook(sheets))
        assert [row[2:4] for row in table(loaded, "modelled_prevalence", *FIGURES)] == [(None, None)] * 2

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_columns_and_sheets_may_stand_in_any_order(self, tmp_path, name):
        width = {sheet: max(map(len, rows)) for sheet, rows in LAYOUTS[name].items()}
        sheets = {
            sheet: [[*row, *[None] * (width[sheet] - len(row))][::-1] for row in rows]
            for sheet, rows in reversed(LAYOUTS[name].items())
        }
        _, loaded = read(tmp_path, name, world_forms.workbook(sheets))
        assert [row[0] for row in table(loaded, "modelled_prevalence", *FIGURES)] == ["T10001", "T10002"]

    def test_a_heading_that_stands_twice_with_other_figures_is_refused_in_words(self, tmp_path):
        sheets = {"QOFPrev": RECORDED, "EstPrev": [[*row, row[3] + 1 if row[3] != "estimate" else "Estimate"] for row in MODELLED]}
        with pytest.raises(SourceError, match="the sheet 'EstPrev' has the column 'estimate' twice, with other figures"):
            read(tmp_path, "CHD.xlsx", world_forms.workbook(sheets))

    def test_estimates_of_local_authorities_are_set_aside(self, tmp_path):
        sheets = {"Sheet1": [["la_code", "la_name", "region", *MODEL[1:]], ["E09000016", "Havering", "London", *MODELLED[1][1:]]]}
        with pytest.raises(SetAside, match="holds estimates for local authorities"):
            read(tmp_path, "CHD-prevalence-estimates-LA-level.xlsx", world_forms.workbook(sheets))

    def test_estimates_without_registers_are_set_aside(self, tmp_path):
        with pytest.raises(SetAside, match="holds estimates without the registers and lists of the same practices"):
            read(tmp_path, "Undiagnosed-hypertension-estimates-practice-level.xlsx", world_forms.workbook({"EstPrev": MODELLED}))

    def test_registers_without_estimates_lack_a_sheet(self, tmp_path):
        with pytest.raises(SourceError, match="has no sheet with practices and their estimates\nWhat to do: download"):
            read(tmp_path, "CHD.xlsx", world_forms.workbook({"QOFPrev": RECORDED, "EstPrev": [["gone"]]}))

    @pytest.mark.parametrize(
        "rows",
        [[["Practice code", "Estimate"], ["T10001", 1]], [["Practice code", "List size", "Register"], ["T10001", 9, 1]], [[]]],
    )
    def test_other_workbooks_of_practices_are_not_taken_for_it(self, tmp_path, rows):
        (tmp_path / "a.xlsx").write_bytes(world_forms.workbook({"Sheet1": rows}))
        assert publications.recognise(find([tmp_path])[0]) == (None, None)


class TestModelledPrevalence:
    def test_estimates_meet_the_registers_of_the_same_practices(self, tmp_path):
        publication, loaded = read(tmp_path, "CHD-prevalence-estimates.xlsx", world_returns.modelled_prevalence())
        assert (publication, loaded.period, loaded.series, loaded.rows_in) == ("modelled_prevalence", "2014/15", "CHD", 32)
        estimates = table(
            loaded, "modelled_prevalence", "condition", "practice_code", "estimate", "lower95", "list_size", "register"
        )
        assert estimates[0] == ("CHD", "T10001", 8, 7, 600, 30)

    @pytest.mark.parametrize(
        ("name", "condition"),
        [
            ("Diagnosed-hypertension-estimates.xlsx", "HYP"),
            ("Undiagnosed-hypertension-estimates.xlsx", "HYPUNDIAGNOSED"),
            ("Stroke estimates.xlsx", "STIA"),
            ("Depression.xlsx", "DEP"),
            ("PAD-estimates.xlsx", "PAD"),
        ],
    )
    def test_the_condition_is_only_in_the_name(self, tmp_path, name, condition):
        _, loaded = read(tmp_path, name, world_returns.modelled_prevalence())
        assert loaded.series == condition

    def test_a_practice_on_only_one_of_the_sheets_is_refused(self, tmp_path):
        sheets = {
            "QOFPrev": [
                ["Practice Code", "List Size 2014-15", "Register 2014-15"],
                ["T10001", 100, 5],
                ["T10002", 100, 5],
                ["T10002", 100, 5],
            ],
            "EstPrev": [["practice_code", "estimate", "min95", "max95"], ["T10002", 8, 7, 9], ["T10003", 8, 7, 9]],
        }
        _, loaded = read(tmp_path, "CHD-prevalence-estimates.xlsx", world_forms.workbook(sheets))
        assert table(loaded, "modelled_prevalence", "practice_code") == [("T10002",)]
        assert list(loaded.refused[["row_number", "reason"]].itertuples(index=False, name=None)) == [
            (3, "sheet EstPrev: practice is not on the other sheet"),
            (2, "sheet QOFPrev: practice is not on the other sheet"),
            (4, "sheet QOFPrev: repeats an earlier row (practice_code)"),
        ]

    @pytest.mark.parametrize(
        ("estimate", "limits", "reason"),
        [
            (101, (7, 102), "estimate is above 100%"),
            (10, (7, 9), "estimate and its limits contradict each other"),
            (8, (9, 7), "estimate and its limits contradict each other"),
            (-8, (7, 9), "estimate is negative"),
            ("NA", (7, 9), "estimate is not a number"),
        ],
    )
    def test_impossible_estimates_are_refused_by_row(self, tmp_path, estimate, limits, reason):
        sheets = {"QOFPrev": RECORDED, "EstPrev": [*MODELLED[:2], ["T10002", 1, "Scenario_1", estimate, 0, 0, 0, *limits]]}
        _, loaded = read(tmp_path, "CHD-prevalence-estimates.xlsx", world_forms.workbook(sheets))
        assert table(loaded, "modelled_prevalence", "practice_code") == [("T10001",)]
        assert loaded.refused["reason"].tolist() == [
            f"sheet EstPrev: {reason}",
            "sheet QOFPrev: practice is not on the other sheet",
        ]

    def test_a_name_without_condition_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match="does not say which condition it models\nWhat to do: put one of"):
            read(tmp_path, "estimates.xlsx", world_returns.modelled_prevalence())
