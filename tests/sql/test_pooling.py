"""Pooling by a membership that can be replaced: what is only being thought about is pooled by the same rule as what is."""

import shutil

import duckdb
import pytest


@pytest.fixture
def connection(small_database, tmp_path):
    copy = tmp_path / "copy.duckdb"
    shutil.copy(small_database.path, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def pooled(connection, membership):
    """Patients counted and eligible for DM019 in 2022/23, by group."""
    rows = connection.execute(
        f"""
        SELECT area_code, numerator, denominator, areas_counted, areas_expected
        FROM macros.pooled('metrics.published', '{membership}')
        WHERE indicator_id = 'dm_bp_140_80' AND period = '2022/23' AND category = '' AND child_type = 'practice'
            AND area_type = 'locality'
        """
    ).fetchall()
    return {code: figures for code, *figures in rows}


def test_the_places_own_membership_gives_the_places_own_figures(connection):
    assert pooled(connection, "metrics.pooling_member") == {"HAV-N": [360, 600, 3, 3], "HAV-S": [280, 400, 3, 3]}


def test_a_practice_that_would_move_takes_its_patients_along(connection):
    connection.execute(
        """
        CREATE TABLE what_if AS
        SELECT * REPLACE (if(child_code = 'T10003' AND parent_type = 'locality', 'HAV-S', parent_code) AS parent_code)
        FROM metrics.pooling_member
        """
    )
    # T10003: 300 eligible patients, 180 of whom received the intervention.
    assert pooled(connection, "what_if") == {"HAV-N": [180, 300, 2, 2], "HAV-S": [460, 700, 4, 4]}


def test_a_group_without_enough_of_its_members_has_no_figure(connection):
    connection.execute("CREATE TABLE what_if AS SELECT * FROM metrics.pooling_member")
    for code in ("X1", "X2"):
        connection.execute("INSERT INTO what_if VALUES ('practice', ?, 'locality', 'HAV-N', '2022/23', TRUE)", [code])
    assert set(pooled(connection, "what_if")) == {"HAV-S"}
