"""Modelled prevalence: workbooks of practices."""

import pytest

from pcdash.errors import SourceError
from tests.publications.taken import read, table
from tests.worlds import forms as world_forms
from tests.worlds import returns as world_returns


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
            (4, "sheet QOFPrev: repeats an earlier row (practice code)"),
        ]

    def test_a_name_without_condition_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match="does not say which condition it models\nWhat to do: put one of"):
            read(tmp_path, "estimates.xlsx", world_returns.modelled_prevalence())
