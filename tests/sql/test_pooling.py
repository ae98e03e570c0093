"""Pooling by a membership that can be replaced: what is only being thought about is pooled by the same rule as what is."""

import shutil

import duckdb
import pytest

from pcdash.build import schema


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


def test_a_group_has_limits_only_where_each_of_its_members_has(connection):
    """A modelled gap: some workbooks print their estimates without limits."""
    limits = """
        SELECT area_code, lower95 IS NOT NULL, upper95 IS NOT NULL FROM macros.pooled('figures', 'metrics.pooling_member')
        WHERE indicator_id = 'prev_gap_chd' AND area_type = 'locality' ORDER BY area_code
    """
    connection.execute("CREATE TABLE figures AS FROM metrics.published")
    assert connection.execute(limits).fetchall() == [("HAV-N", True, True), ("HAV-S", True, True)]
    connection.execute("UPDATE figures SET lower95 = NULL WHERE indicator_id = 'prev_gap_chd' AND area_code = 'T10001'")
    assert connection.execute(limits).fetchall() == [("HAV-N", False, True), ("HAV-S", True, True)]


def test_what_is_published_for_a_borough_comes_before_what_is_published_for_its_ccg(connection):
    """Of one file that prints both, in whichever order they stand in it."""
    row = "(1, '91547', ?, ?, '2019/20', 'Persons', '15+', '', ?, NULL, NULL, NULL, NULL, ?, 1000, '')"
    for area in (("sub_icb", "08F", 12.0, 120), ("borough", "E09000016", 15.0, 150), ("sub_icb", "08E", 9.0, 90)):
        connection.execute(f"INSERT INTO tables.fingertips_value VALUES {row}", list(area))
    connection.execute("INSERT OR IGNORE INTO tables.period VALUES ('2019/20', 'financial_year', '2019-04-01', '2020-03-31')")
    for item in schema.objects():
        if item.name in ("metrics.published", "metrics.figure"):
            connection.execute(f"DROP TABLE {item.name}")
            connection.execute(item.statement)
    found = connection.execute(
        "SELECT area_code, numerator FROM metrics.figure WHERE indicator_id = 'pop_smoking' AND area_type = 'borough' "
        "AND period = '2019/20' AND area_code IN ('E09000016', 'E09000015') ORDER BY area_code"
    ).fetchall()
    assert found == [("E09000015", 90), ("E09000016", 150)]


def test_a_borough_of_which_some_postcodes_are_unknown_is_only_partly_known(connection):
    """Two of the four practices of a CCG lie in Thurrock, where the other two are nobody can say."""
    assert connection.execute("SELECT count(*) FROM staging.partly_known WHERE area_type = 'borough'").fetchall() == [(0,)]
    codes = [
        code
        for (code,) in connection.execute(
            """
            SELECT child_code FROM staging.membership
            WHERE child_type = 'practice' AND parent_type = 'sub_icb' AND valid_to IS NULL AND child_code LIKE 'T3%'
            ORDER BY child_code
            """
        ).fetchall()
    ]
    assert len(codes) > 2
    connection.execute("DELETE FROM tables.practice_postcode WHERE practice_code LIKE 'T3%'")
    connection.execute("UPDATE tables.practice SET postcode = '' WHERE practice_code LIKE 'T3%'")
    row = {"postcode": "RM203AA", "easting": 557000, "northing": 179000, "district_code": "E06000034"}
    connection.execute(
        "INSERT INTO tables.postcode BY NAME SELECT 1 AS source_id, $postcode AS postcode, $easting AS easting, "
        "$northing AS northing, $district_code AS district_code",
        row,
    )
    for code in codes[:2]:
        connection.execute(
            "INSERT INTO tables.practice_postcode BY NAME SELECT 1 AS source_id, ? AS practice_code, 'RM20 3AA' AS postcode, "
            "DATE '2024-04-01' AS as_at",
            [code],
        )
    partly = connection.execute("SELECT DISTINCT area_code FROM staging.partly_known WHERE area_type = 'borough'").fetchall()
    assert partly == [("E06000034",)]
