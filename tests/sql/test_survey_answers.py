"""Single answers of the GP Patient Survey on their way in: both eras, marks, and options that stand in another order."""

import duckdb
import pytest

from pcdash import config
from pcdash.build import schema
from pcdash.definitions import catalogue
from pcdash.publications import gp_patient_survey
from pcdash.publications.kit.file import find
from tests.conftest import REAL_DATA

SCALE = config.REFERENCE / "survey_scale.csv"
NUMBERED = "Practice_Code,Practice_Name,distributed,received,resprate,Q28_1,Q28_1pct,Q28_2pct,Q28_12,Q28base,Q28_12pct"
NAMED = (
    "ad_practicecode,ad_practicename,distributed,received,resprate,localgpservicesphone_2.count,localgpservicesphone_2.pct,"
    "localgpservicesphone_3.pct,localgpservicesphone.pcteval"
)


def load(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    [file] = find([folder])
    loaded = gp_patient_survey.load(file, catalogue.load())
    assert loaded.rows_in == loaded.rows_loaded + len(loaded.refused)
    return loaded


def answers(loaded):
    """Area, question, option, weighted answers and share of every answer that was taken; None where there is nothing."""
    return [
        tuple(None if value != value else value for value in row)
        for row in loaded.tables["survey_answer"]
        .reindex(columns=["area_code", "question", "option_number", "answers", "share"])
        .itertuples(index=False)
    ]


def test_numbered_options_are_taken_and_their_sums_are_not(tmp_path):
    loaded = load(tmp_path, "GPPS_2019_Practice.csv", f"{NUMBERED}\nT10001,One,10,9,0.9,40,0.5,0.25,60,80,0.75\n")
    assert answers(loaded) == [("T10001", "Q28", 1, 40, 0.5), ("T10001", "Q28", 2, None, 0.25)]


def test_named_options_are_taken(tmp_path):
    loaded = load(tmp_path, "GPPS_2025_Practice.csv", f"{NAMED}\nT10001,One,10,9,0.9,30,0.5,0.2,0.7\n")
    assert answers(loaded) == [("T10001", "localgpservicesphone", 2, 30, 0.5), ("T10001", "localgpservicesphone", 3, None, 0.2)]


def test_suppressed_answers_are_no_rows(tmp_path):
    loaded = load(tmp_path, "GPPS_2025_Practice.csv", f"{NAMED}\nT10001,One,10,9,0.9,-98,-98,-98,-98\n")
    assert answers(loaded) == [] and loaded.rows_loaded == 1


def test_an_answer_that_is_no_number_refuses_its_row_with_a_reason(tmp_path):
    loaded = load(tmp_path, "GPPS_2025_Practice.csv", f"{NAMED}\nT10001,One,10,9,0.9,30,many,0.2,0.7\n")
    assert list(loaded.refused["reason"]) == ["localgpservicesphone_2.pct is not a number"]
    assert answers(loaded) == []


@pytest.fixture
def empty():
    """The project's tables and views, with one survey result of 70% among 100 weighted answers."""
    with duckdb.connect() as connection:
        schema.create(connection, ("00_tables", "10_macros", "20_staging"))
        for name, frame in catalogue.as_frames(catalogue.load()).items():
            connection.register("new_rows", frame)
            connection.execute(f"INSERT INTO tables.{name} BY NAME SELECT * FROM new_rows")
        connection.execute(f"INSERT INTO tables.survey_scale SELECT * FROM read_csv('{SCALE}')")
        connection.executemany(
            "INSERT INTO tables.period VALUES (?, 'calendar_year', make_date(?, 1, 1), make_date(?, 12, 31))",
            [(str(year), year, year) for year in (2017, 2018, 2023, 2024, 2025)],
        )
        connection.execute(
            "INSERT INTO tables.source_file (source_id, file_label, sha256, bytes, status) VALUES (1, 'a.csv', '', 1, 'loaded')"
        )
        connection.execute(
            "INSERT INTO tables.survey_result (source_id, area_type, area_code, period, question, share, positive, weighted_base) "
            "VALUES (1, 'practice', 'T1', '2025', 'overallexp', 0.7, 70, 100)"
        )
        yield connection


def answered(connection, shares):
    connection.executemany(
        "INSERT INTO tables.survey_answer (source_id, area_type, area_code, period, question, option_number, share) "
        "VALUES (1, 'practice', 'T1', '2025', 'overallexp', ?, ?)",
        list(enumerate(shares, start=1)),
    )
    return connection.execute("SELECT answer, answers FROM staging.survey_answer ORDER BY place_in_order").fetchall()


def test_answers_that_add_up_to_the_published_percentage_are_read(empty):
    words = ("Very good", "Fairly good", "Neither good nor poor", "Fairly poor", "Very poor")
    found = answered(empty, (0.4, 0.3, 0.1, 0.1, 0.1))
    assert [word for word, _ in found] == list(words)
    assert [number for _, number in found] == pytest.approx([40, 30, 10, 10, 10])


def test_answers_in_another_order_or_incomplete_are_left_out(empty):
    assert answered(empty, (0.1, 0.1, 0.1, 0.3, 0.4)) == []
    empty.execute("DELETE FROM tables.survey_answer")
    assert answered(empty, (0.4, 0.3, 0.1, 0.1)) == []


@pytest.mark.real
@pytest.mark.parametrize("area", ["national", "practice"])
def test_published_answers_make_up_the_published_percentages(real_data, area):
    [file] = find([REAL_DATA / f"gpps/GPPS_2025_{area}_sample_rows_RECON.csv"])
    loaded = gp_patient_survey.load(file, catalogue.load())
    with duckdb.connect() as connection:
        for name in ("survey_result", "survey_answer"):
            connection.register(name, loaded.tables[name])
        found = connection.execute(
            f"""
            SELECT count(*), max(abs(total.share - result.share))
            FROM survey_result AS result INNER JOIN (
                SELECT area_code, question, sum(answer.share) AS share
                FROM survey_answer AS answer
                INNER JOIN read_csv('{SCALE}') AS scale USING (question, option_number)
                WHERE scale.side = 'positive' GROUP BY ALL
            ) AS total USING (area_code, question) WHERE result.share IS NOT NULL
            """
        ).fetchone()
    assert found[0] >= 7 and found[1] < 1e-6
