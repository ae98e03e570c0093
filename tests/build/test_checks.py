"""Every check of the build can fail: each is given one bad row and must find it."""

import shutil

import duckdb
import pytest

from pcdash.build import schema

ONE = "rowid = (SELECT min(rowid) FROM marts.indicator_value WHERE state = 'value' AND lower95 IS NOT NULL AND denominator > 0)"
BAD_ROWS = {
    "indicator_value_is_unique": f"INSERT INTO marts.indicator_value SELECT * FROM marts.indicator_value WHERE {ONE}",
    "comparison_is_unique": "INSERT INTO marts.comparison SELECT * FROM marts.comparison LIMIT 1",
    "values_are_finite": f"UPDATE marts.indicator_value SET value = 'inf' WHERE {ONE}",
    "states_hold_no_values": f"UPDATE marts.indicator_value SET state = 'suppressed' WHERE {ONE}",
    "intervals_hold_their_value": f"UPDATE marts.indicator_value SET lower95 = value + 1 WHERE {ONE}",
    "shares_lie_within_the_whole": "UPDATE marts.indicator_value SET value = 101 WHERE rowid = (SELECT min(rowid) FROM "
    "marts.indicator_value WHERE state = 'value' AND indicator_id LIKE 'prev_diabetes')",
    "rows_are_accounted_for": "INSERT INTO tables.rejected_row SELECT source_id, 1, 'planted', '' FROM tables.source_file "
    "WHERE status = 'loaded' LIMIT 1",
    "printed_percentages_agree": "UPDATE tables.qof_measure SET value = value + 1 WHERE measure = 'PRINTED_INTERVENTION'",
    "printed_prevalence_agrees": "UPDATE tables.qof_register SET printed_prevalence = 99 WHERE printed_prevalence IS NOT NULL",
    "every_column_is_described": "CREATE TABLE marts.undescribed (secret INTEGER)",
    "practices_have_a_locality": "DELETE FROM staging.area_member WHERE child_type = 'practice' AND parent_type = 'locality'",
    "nothing_over_nothing": f"UPDATE marts.indicator_value SET denominator = 0 WHERE {ONE}",
    "places_have_figures": "DELETE FROM tables.locality_practice",
    "place_practices_are_known": "INSERT INTO tables.locality_practice VALUES ('SW-1', 'X99999', NULL, NULL)",
}


@pytest.fixture
def connection(small_database, tmp_path):
    copy = tmp_path / "copy.duckdb"
    shutil.copy(small_database.path, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.mark.parametrize("check", schema.checks(), ids=lambda check: check.name)
def test_a_check_finds_the_bad_row_and_nothing_before_it(connection, check):
    before = connection.execute(check.statement).fetchall()
    assert before == []
    connection.execute(BAD_ROWS[check.name])
    assert connection.execute(check.statement).fetchall() != []
