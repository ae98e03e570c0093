"""Readers always see one whole build, through swaps and from many threads."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pytest

from pcdash.errors import DatabaseError
from pcdash.served.database import Database


def stamped(source, target, version):
    shutil.copy(source, target)
    with duckdb.connect(str(target)) as connection:
        connection.execute("UPDATE tables.build SET version = ?", [version])
    return target


def test_a_replaced_file_is_seen_at_once(small_database, tmp_path):
    live = stamped(small_database.path, tmp_path / "live.duckdb", "one")
    database = Database(live)
    before = database.version()
    assert database.fetch("SELECT version FROM marts.build")["version"].tolist() == ["one"]
    stamped(small_database.path, tmp_path / "next.duckdb", "two").replace(live)
    assert database.fetch("SELECT version FROM marts.build")["version"].tolist() == ["two"]
    assert database.version() != before


def test_threads_never_get_each_others_rows(small_database):
    def ask(number):
        return small_database.fetch("SELECT ? AS number FROM range(50)", [number])["number"].unique().tolist() == [number]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(300)))


def test_swaps_under_readers_never_break_a_read(small_database, tmp_path):
    live = stamped(small_database.path, tmp_path / "live.duckdb", "0")
    database, stop, seen = Database(live), threading.Event(), []

    def read():
        while not stop.is_set():
            seen.append(database.fetch("SELECT count(*) AS rows FROM marts.indicator_value")["rows"][0])

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(4):
        stamped(small_database.path, tmp_path / "next.duckdb", str(number)).replace(live)
    stop.set()
    for reader in readers:
        reader.join()
    assert len(set(seen)) == 1 and len(seen) > 0


def test_missing_numbers_come_as_nan_and_not_as_na(small_database):
    frame = small_database.fetch("SELECT CASE WHEN range = 1 THEN NULL ELSE range END AS number FROM range(3)")
    assert frame["number"].dtype == "float64" and pd.isna(frame["number"][1])


def test_a_query_cannot_read_files_or_write(small_database, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        small_database.fetch(f"SELECT * FROM read_csv('{secret}')")
    with pytest.raises(duckdb.Error):
        small_database.fetch("DELETE FROM marts.indicator_value")


def test_no_database_and_a_strange_file_are_explained(tmp_path):
    with pytest.raises(DatabaseError, match="run `python -m pcdash build`"):
        Database(tmp_path / "none.duckdb").fetch("SELECT 1")
    strange = tmp_path / "strange.duckdb"
    strange.write_text("not a database", encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a database of this dashboard"):
        Database(strange).fetch("SELECT 1")
