"""What pages get from the cache: answers of their own, asked once for a version of the database, and no kept failures."""

import shutil

import pandas as pd
import pytest

from pcdash import queries
from pcdash.errors import DatabaseError
from pcdash.served.database import Database
from pcdash.ui.cache import ask, ask_ahead


@pytest.fixture
def asked(monkeypatch):
    """The questions that reach a database, in their order."""
    reached, fetch = [], Database.fetch

    def counted(database, sql, parameters=None):
        reached.append(sql)
        return fetch(database, sql, parameters)

    monkeypatch.setattr(Database, "fetch", counted)
    return reached


@pytest.fixture
def live(small_database, monkeypatch, tmp_path):
    """A database of the test's own, which the app reads."""
    path = tmp_path / "live.duckdb"
    shutil.copy(small_database.path, path)
    monkeypatch.setenv("PCDASH_DATABASE", str(path))
    return path


def test_what_a_page_writes_into_an_answer_no_other_page_sees(live):
    first, info = ask(queries.geography.areas), ask(queries.provenance.build_info)
    names = first["area_name"].copy()
    first["area_name"] = "overwritten"
    first.loc[first.index[0], "area_code"] = "overwritten"
    info["data_kind"] = "overwritten"
    pd.testing.assert_series_equal(ask(queries.geography.areas)["area_name"], names)
    assert "overwritten" not in set(ask(queries.geography.areas)["area_code"])
    assert ask(queries.provenance.build_info)["data_kind"] == "published"


def test_a_question_reaches_the_database_once_for_each_version_of_it(live, asked):
    for _ in range(3):
        ask_ahead(queries.geography.areas)
        ask(queries.geography.areas)
    assert len(asked) == 1
    newer = live.with_name("newer.duckdb")
    shutil.copy(live, newer)
    newer.replace(live)
    ask(queries.geography.areas)
    assert len(asked) == 2


def test_what_was_asked_ahead_is_given_without_naming_the_question_again(live, asked):
    later = ask_ahead(queries.geography.practices)
    first = later()
    first["area_name"] = "overwritten"
    pd.testing.assert_frame_equal(later(), ask(queries.geography.practices))
    assert "overwritten" not in set(later()["area_name"]) and len(asked) == 1


def test_a_failure_is_told_each_time_and_not_kept(live):
    whole = live.read_bytes()
    live.write_bytes(b"no database")
    for _ in range(2):
        later = ask_ahead(queries.geography.areas)
        for answer in (later, lambda: ask(queries.geography.areas)):
            with pytest.raises(DatabaseError):
                answer()
    live.write_bytes(whole)
    assert len(ask(queries.geography.areas))
