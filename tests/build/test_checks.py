"""Every check of the build can fail: each is given one bad row and must find it."""

import shutil

import duckdb
import pytest

from pcdash.build import checks, schema

ONE = "rowid = (SELECT min(rowid) FROM marts.indicator_value WHERE state = 'value' AND lower95 IS NOT NULL AND denominator > 0)"
BAD_ROWS = {
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
    "qof_codes_are_published": "DELETE FROM tables.qof_indicator WHERE indicator_code = 'DM019'",
    "keys_are_unique": "INSERT INTO marts.comparison SELECT * FROM marts.comparison LIMIT 1",
    "values_are_finite": f"UPDATE marts.indicator_value SET value = 'inf' WHERE {ONE}",
    "places_have_figures": "DELETE FROM tables.locality_practice",
    "registers_do_not_jump": (
        "UPDATE marts.indicator_value SET numerator = 100 * numerator WHERE rowid = (SELECT max(rowid) FROM marts.indicator_value "
        "WHERE indicator_id = 'prev_hypertension' AND area_code = 'T10001' AND state = 'value')"
    ),
    "practices_are_registered": f"UPDATE marts.indicator_value SET area_type = 'practice', area_code = 'X99999' WHERE {ONE}",
    "place_practices_are_known": "INSERT INTO tables.locality_practice VALUES ('SW-1', 'X99999', NULL, NULL)",
}


@pytest.fixture
def connection(small_database, tmp_path):
    copy = tmp_path / "copy.duckdb"
    shutil.copy(small_database.path, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def statement_of(connection, name):
    (found,) = [check.statement for check in checks.every(connection) if check.name == name]
    return found


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_check_finds_the_bad_row_and_nothing_before_it(connection, name):
    statement = statement_of(connection, name)
    assert connection.execute(statement).fetchall() == []
    connection.execute(BAD_ROWS[name])
    assert connection.execute(statement_of(connection, name)).fetchall() != []


def test_every_check_is_tried(connection):
    assert {check.name for check in checks.every(connection)} == set(BAD_ROWS)


def marts_of(connection, types):
    """Each mart with a column of the types, and the first such column."""
    return connection.execute(
        f"""
        SELECT table_name, min_by(column_name, column_index) FROM duckdb_columns()
        WHERE schema_name = 'marts' AND NOT internal AND data_type IN ({types}) GROUP BY table_name ORDER BY table_name
        """
    ).fetchall()


@pytest.mark.parametrize("planted", ["inf", "-inf", "nan"])
def test_an_infinite_figure_in_any_mart_is_found(connection, planted):
    """Views are planted as tables of the same name, since they hold no rows of their own."""
    marts = marts_of(connection, "'DOUBLE', 'FLOAT'")
    assert {"spine", "comparison", "funnel", "headline_comparison", "inequality_group"} <= {mart for mart, _ in marts}
    for mart, column in marts:
        connection.execute(f"CREATE TABLE planted AS SELECT * FROM marts.{mart} LIMIT 0")
        connection.execute(f"INSERT INTO planted BY NAME SELECT '{planted}'::DOUBLE AS \"{column}\"")
        views = "SELECT 1 FROM duckdb_views() WHERE schema_name = 'marts' AND view_name = ?"
        kind = "VIEW" if connection.execute(views, [mart]).fetchall() else "TABLE"
        connection.execute(f"ALTER {kind} marts.{mart} RENAME TO aside")
        connection.execute(f"CREATE TABLE marts.{mart} AS SELECT * FROM planted")
        found = connection.execute(statement_of(connection, "values_are_finite")).fetchall()
        assert [row[:2] for row in found] == [(mart, column)]
        connection.execute(f"DROP TABLE marts.{mart}")
        connection.execute("DROP TABLE planted")
        connection.execute(f"ALTER {kind} marts.aside RENAME TO {mart}")


def test_a_list_of_figures_is_looked_into(connection):
    connection.execute("CREATE TABLE marts.listed AS SELECT [1.0::DOUBLE, 'inf'::DOUBLE] AS figures")
    assert connection.execute(statement_of(connection, "values_are_finite")).fetchall() == [("listed", "figures", 1)]


def test_every_table_and_mart_names_its_key_or_says_why_it_has_none():
    for item in schema.objects():
        if item.layer in ("00_tables", "40_marts"):
            assert item.key or "\nKey: none: " in item.comment, item.name


# Tables that the small world has no file for.
EMPTY_HERE = ("tables.care_quality_rating", "tables.survey_answer", "tables.small_area_change")
KEYED = [item for item in schema.objects() if item.key and item.layer == "00_tables"]


@pytest.mark.parametrize("item", KEYED, ids=lambda item: item.name)
def test_a_row_twice_in_any_table_is_found(connection, item):
    if not connection.execute(f"SELECT count(*) FROM {item.name}").fetchone()[0]:
        assert item.name in EMPTY_HERE
        return
    try:
        connection.execute(f"INSERT INTO {item.name} SELECT * FROM {item.name} LIMIT 1")
    except duckdb.ConstraintException:
        return  # the table itself forbids it
    found = connection.execute(statement_of(connection, "keys_are_unique")).fetchall()
    assert item.name in [row[0] for row in found]
