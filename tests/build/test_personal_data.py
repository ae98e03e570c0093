"""What is about persons is in no message and in no database: whole files are refused, and refused rows keep codes of areas only."""

import duckdb
import pytest

from pcdash.__main__ import run
from pcdash.build.read import CANNOT_BE_USED
from tests.worlds import returns as world_returns

NUMBER = "999 000 0018"
WORDS = ("Jane", "Example", "9990000018", NUMBER, "12/03/1950")
HEADER = world_returns.LOCAL_RETURN_HEADER + "\n"
GOOD = "ld_health_check,practice,T10001,2022/23,Persons,All ages,,15,20,,\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build of good and of bad returns, what it printed left to the test: (connection, folder)."""
    folder = tmp_path_factory.mktemp("persons")
    returns = folder / "returns"
    returns.mkdir()
    files = {
        "noted.csv": HEADER + GOOD.replace("20,,", f"20,,seen: {NUMBER}"),
        "copy.csv": HEADER + GOOD.replace("20,,", f"20,,seen: {NUMBER}"),
        "unknown.csv": f"name,day\nJane Example,12/03/1950\nJane Example,{NUMBER}\n",
        "headed.csv": HEADER.replace("note", "note,Surname") + GOOD.replace("20,,", "20,,,Example"),
        # Every cell of a row that can be wrong is: none of it may be kept.
        "wrong.csv": HEADER
        + GOOD
        + "\n".join(",".join([*["Jane Example"] * column, *GOOD.split(",")[column:]]) for column in range(11)),
    }
    for name, content in files.items():
        (returns / name).write_text(content, encoding="utf-8")
    path = folder / "built.duckdb"
    assert run(["build", str(returns), "--database", str(path)]) == 0
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection, returns


def test_files_about_persons_are_refused_and_the_others_loaded(built):
    connection, _ = built
    became = dict(connection.execute("SELECT file_label, status FROM marts.source_file").fetchall())
    refused = dict.fromkeys(("noted.csv", "copy.csv", "unknown.csv", "headed.csv"), CANNOT_BE_USED)
    assert became == refused | {"wrong.csv": "loaded"}
    kept = connection.execute("SELECT DISTINCT sha256, bytes FROM marts.source_file WHERE status <> 'loaded'").fetchall()
    assert kept == [("", 0)]
    assert connection.execute("SELECT count(*) FROM marts.rejected_row").fetchone()[0] >= 7


def test_nothing_of_them_is_anywhere_in_the_database(built):
    connection, _ = built
    columns = connection.execute(
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE schema_name IN ('tables', 'marts')"
    ).fetchall()
    assert len(columns) > 200
    for schema, table, column in columns:
        text = f'SELECT "{column}"::VARCHAR AS text FROM {schema}.{table}'
        found = connection.execute(f"SELECT count(*) FROM ({text}) WHERE {' OR '.join(['contains(text, ?)'] * len(WORDS))}", WORDS)
        assert found.fetchone() == (0,), f"{schema}.{table}.{column}"


def test_nothing_of_them_is_printed(capsys, built):
    _, returns = built
    assert run(["inspect", str(returns)]) == 3
    shown = capsys.readouterr()
    assert "seems to hold data about persons (an NHS number, row 2), so nothing of it is read" in shown.out
    assert not [word for word in WORDS if word in shown.out + shown.err]
