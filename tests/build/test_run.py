"""The build: no row is lost or counted twice, and an interrupted one leaves what was there."""

import os
import shutil
from datetime import datetime

import pandas as pd
import pytest

from pcdash.__main__ import run
from pcdash.build import run as build
from pcdash.served.database import Database
from tests import worlds
from tests.build.refused import fingerprint
from tests.worlds import place as world_place
from tests.worlds import qof as world_qof
from tests.worlds import small as world_small

FIGURES = "SELECT * EXCLUDE (source_id) FROM marts.indicator_value ORDER BY ALL"


def test_an_interrupted_build_leaves_the_old_database_and_nothing_else(published, place, database):
    before = fingerprint(database.parent)

    def interrupt(message, share):
        if message == "Computing indicators":
            assert len(list(database.parent.iterdir())) > 1  # the new one grows beside the old one
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.build([published], [place], database, progress=interrupt)
    assert fingerprint(database.parent) == before


def test_an_unknown_option_is_refused_in_words(capsys, published):
    assert run(["build", str(published), "--plaice", "x"]) == 2
    assert "No such option" in capsys.readouterr().err


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory, small_database):
    """One build over the old database from the same files, with a copy and an older edition of one of them put beside."""
    folder = tmp_path_factory.mktemp("again")
    published, path = folder / "published", folder / "pcdash.duckdb"
    worlds.write(published)
    shutil.copy(small_database.path, path)
    (published / "qof/copy of PREVALENCE_2223.csv").write_bytes(world_qof.prevalence("2022/23"))
    older = published / "older" / "ACHIEVEMENT_LONDON_2223.csv"
    older.parent.mkdir()
    older.write_bytes(world_qof.achievement_of_region("2022/23", world_small.LONDON).replace(b",50.0", b",49.0"))
    os.utime(older, (0, datetime(2020, 1, 1).timestamp()))
    version = Database(path).version()
    assert run(["build", str(published), "--place", str(world_place.write_place(folder)), "--database", str(path)]) == 0
    assert Database(path).version() != version
    return Database(path)


@pytest.fixture
def statuses(rebuilt):
    return rebuilt.fetch("SELECT file_label, status, message FROM marts.source_file").set_index("file_label")


class TestBuildingAgain:
    def test_the_figures_are_the_same(self, rebuilt, small_database):
        pd.testing.assert_frame_equal(rebuilt.fetch(FIGURES), small_database.fetch(FIGURES))

    def test_a_copy_of_a_file_is_reported_as_a_duplicate(self, statuses):
        assert tuple(statuses.loc["qof/2022-23/PREVALENCE_2223.csv"]) == ("loaded", "")
        duplicate = statuses[statuses["status"] == "duplicate"]
        assert list(duplicate["message"]) == ["the same content as qof/2022-23/PREVALENCE_2223.csv"]

    def test_an_older_edition_is_reported_as_superseded(self, statuses):
        superseded = statuses[statuses["status"] == "superseded"]
        assert superseded["message"].to_dict() == {
            "older/ACHIEVEMENT_LONDON_2223.csv": "an older edition of qof/2022-23/ACHIEVEMENT_LONDON_2223.csv"
        }

    def test_files_that_were_not_loaded_have_no_rows(self, rebuilt):
        rows = rebuilt.fetch("SELECT rows_in FROM marts.source_file WHERE status <> 'loaded'")
        assert rows["rows_in"].isna().all()


# The older and the newer of two files of one publication and period: name, content, year in which it was last changed.


class TestAccounting:
    def test_every_file_is_listed_with_its_rows(self, small_database):
        listed = small_database.fetch("SELECT * FROM marts.source_file")
        names = set(worlds.files())
        assert {label.split(" > ")[0] for label in listed["file_label"]} == names
        assert set(listed["status"]) == {"loaded"}
        assert (listed["rows_in"] == listed["rows_loaded"] + listed["rows_refused"]).all()
        assert listed.set_index("file_label").loc["qof/2022-23/PREVALENCE_2223.csv", "rows_in"] == 14 * len(world_small.GROUPS)

    def test_every_refused_row_is_kept_with_its_reason(self, small_database):
        refused = small_database.fetch("SELECT file_label, row_number, reason FROM marts.rejected_row ORDER BY ALL")
        per_file = refused.groupby("file_label").size().to_dict()
        counted = small_database.fetch("SELECT file_label, rows_refused FROM marts.source_file WHERE rows_refused > 0")
        assert per_file == dict(counted.itertuples(index=False))
        assert per_file == {
            "fingertips/indicators-CountyUA.data.csv": 2,
            "geography/code-point/rm.csv": 1,
            "qof/2022-23/ACHIEVEMENT_LONDON_2223.csv": 4,
        }
        assert set(refused.loc[refused["file_label"].str.startswith("qof"), "reason"]) == {"value is blank, as published"}

    def test_no_label_holds_an_absolute_path(self, small_database):
        assert small_database.fetch("SELECT file_label FROM marts.source_file WHERE file_label LIKE '/%'").empty

    def test_the_build_says_that_its_data_were_published(self, small_database):
        assert list(small_database.fetch("SELECT data_kind FROM marts.build")["data_kind"]) == ["published"]

    def test_all_checks_were_run_and_passed(self, small_database):
        results = small_database.fetch("SELECT * FROM marts.check_result")
        assert len(results) == len(list((build.config.SQL / "checks").glob("*.sql"))) + 3
        assert results["offending_rows"].sum() == 0
