"""`inspect` and `check` say what they find and change nothing."""

import pytest

from pcdash import config
from pcdash.__main__ import run
from pcdash.errors import DatabaseError, SourceError
from tests.build.refused import assert_no_internals, fingerprint, overwritten
from tests.worlds import registers as world_registers


class TestInspect:
    def test_it_says_what_would_be_loaded_and_changes_nothing(self, capsys, tmp_path, published):
        before = fingerprint(tmp_path)
        assert run(["inspect", str(published / "qof"), str(published / "fingertips")]) == 0
        shown = capsys.readouterr().out
        assert fingerprint(tmp_path) == before
        assert "2022-23/ACHIEVEMENT_LONDON_2223.csv\n" in shown
        assert "Quality and Outcomes Framework, achievement by practice, 2022/23\n  240 rows: 236 to load, 4 to refuse\n" in shown
        assert "4 x value is blank, as published" in shown
        assert "1 x is a district inside a county" in shown
        assert_no_internals(shown)

    def test_a_damaged_file_is_named(self, capsys, published):
        (published / "ods/ePCN.xlsx").write_bytes(overwritten(world_registers.networks()))
        assert run(["inspect", str(published / "ods")]) == 3
        shown = capsys.readouterr()
        assert "ePCN.xlsx\n  cannot be used: is damaged or incomplete" in shown.out
        assert "1 of 3 files cannot be used" in shown.err
        assert_no_internals(shown.out + shown.err[shown.err.index("Error: ") :])

    def test_files_that_are_no_publication_are_an_error(self, capsys, tmp_path):
        (tmp_path / "mystery.txt").write_text("nothing here")
        assert run(["inspect", str(tmp_path / "mystery.txt")]) == 1
        shown = capsys.readouterr()
        assert "mystery.txt\n  not recognised: not a publication the dashboard knows: it is a text of 1 column" in shown.out
        assert "Error: no file is a publication that the dashboard knows\nWhat to do: " in shown.err


class TestCheck:
    def test_a_database_in_place_is_checked_and_not_changed(self, capsys, database):
        before = fingerprint(database.parent)
        assert run(["check", "--database", str(database)]) == 0
        shown = capsys.readouterr().out
        assert shown.count("passed") == len(list((config.SQL / "checks").glob("*.sql"))) + 3
        assert fingerprint(database.parent) == before

    @pytest.mark.parametrize(
        ("content", "message"), [(None, "there is no database yet"), (b"not a database", "is not a database of this dashboard")]
    )
    def test_without_a_database_there_is_nothing_to_check(self, capsys, tmp_path, content, message):
        path = tmp_path / "other.duckdb"
        if content is not None:
            path.write_bytes(content)
        assert run(["check", "--database", str(path)]) == DatabaseError.exit_code == 7
        shown = capsys.readouterr()
        assert f"Error: other.duckdb: {message}\nWhat to do: run `python -m pcdash build`" in shown.err
        assert_no_internals(shown.out + shown.err)
        assert path.exists() == (content is not None)


def test_errors_name_what_where_and_what_to_do():
    error = SourceError("is damaged", "a.zip", "download it again")
    assert str(error) == "a.zip: is damaged\nWhat to do: download it again"
    assert (error.what, error.where, error.todo, error.exit_code) == ("is damaged", "a.zip", "download it again", 3)
