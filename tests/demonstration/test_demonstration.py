"""The synthetic demonstration: the same on every run, whole, awkward where real data are awkward, and nobody's real figures."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile

import pytest

from pcdash import config, demonstration
from pcdash.build import run
from pcdash.demonstration.practices import practices
from pcdash.errors import PcdashError
from tests import oracles

PUBLISHED = config.DEMONSTRATION / config.PUBLISHED


@pytest.fixture(scope="module")
def fresh():
    return demonstration.files()


@pytest.fixture(scope="module")
def ask(demonstration_database):
    """The rows that a query finds, as tuples."""
    return lambda sql: list(demonstration_database.fetch(sql).itertuples(index=False, name=None))


def members(path: str, content: bytes) -> dict[str, bytes]:
    """The files of an archive, else the file itself. Compressed bytes differ between versions of zlib, these do not."""
    if not path.endswith(".zip"):
        return {path: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {f"{path} > {name}": archive.read(name) for name in archive.namelist()}


def test_another_process_writes_the_same_bytes(fresh, tmp_path):
    code = "import sys, pathlib; from pcdash import demonstration; demonstration.write(pathlib.Path(sys.argv[1]))"
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(config.PROJECT)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, cwd=tmp_path)
    folder = tmp_path / config.PUBLISHED
    written = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert written == fresh


def test_committed_files_are_what_the_recipe_makes(fresh):
    committed = {path.relative_to(PUBLISHED).as_posix(): path.read_bytes() for path in PUBLISHED.rglob("*") if path.is_file()}
    assert sorted(committed) == sorted(fresh), "run `python -m pcdash demonstration`, and delete files that it no longer writes"
    changed = [path for path in fresh if members(path, committed[path]) != members(path, fresh[path])]
    assert not changed, "run `python -m pcdash demonstration` and commit the files"


def test_files_are_small_enough_for_the_repository(fresh):
    assert sum(map(len, fresh.values())) < 3_000_000


def test_no_real_practice_is_in_it(fresh, real_data):
    with (real_data / "org/ods-2025-11/epraccur.csv").open(encoding="utf-8", newline="") as lines:
        register = [(row[0], row[1].upper(), row[9]) for row in csv.reader(lines)]
    real_codes, real_names, real_postcodes = map(set, zip(*register, strict=True))
    assert not real_codes & {item.code for item in practices()}
    assert not real_names & {item.name.upper() for item in practices()}
    assert not real_postcodes & {item.postcode for item in practices()}
    everything = b"\n".join(content for path, packed in fresh.items() for content in members(path, packed).values())
    assert not {code.encode() for code in real_codes} & set(re.findall(rb"\b[A-Y]\d{5}\b", everything))


def test_it_says_that_it_is_synthetic(ask):
    assert ask("SELECT data_kind FROM marts.build") == [("synthetic",)]


# Indicators that begin after the demonstration's last year: nothing is invented for them.
NOT_YET = "SELECT indicator_id FROM marts.series WHERE from_period > '2025/26'"


def test_every_indicator_has_a_value_that_has_begun(ask):
    without = "SELECT indicator_id FROM marts.indicator ANTI JOIN marts.headline_value USING (indicator_id)"
    assert ask("SELECT count(*) FROM marts.indicator")[0][0] >= 95
    assert sorted(ask(without)) == sorted(ask(NOT_YET))
    assert len(ask(NOT_YET)) == 5
    assert ask("SELECT indicator_id FROM marts.headline_value GROUP BY 1 HAVING NOT bool_or(state = 'value')") == []


def test_every_practice_indicator_reaches_each_level_up_to_the_system(ask):
    missing = f"""
        SELECT indicator_id, area_type
        FROM marts.indicator, unnest(['practice', 'locality', 'borough', 'system']) AS kind (area_type)
        WHERE finest_geography = 'practice' AND indicator_id NOT IN ({NOT_YET}) AND (indicator_id, area_type) NOT IN (
            SELECT indicator_id, area_type FROM marts.headline_value WHERE state = 'value'
        )
    """
    assert ask(missing) == []


def test_only_rows_that_real_files_also_lose_are_refused(ask):
    reasons = ask("SELECT DISTINCT reason FROM marts.rejected_row ORDER BY reason")
    assert [reason.split(" (")[0] for (reason,) in reasons] == [
        "is a district inside a county",
        "repeats an earlier row",
    ]
    assert ask("SELECT * FROM marts.source_file WHERE status NOT IN ('loaded', 'duplicate')") == []
    assert ask("SELECT check_name FROM marts.check_result WHERE offending_rows > 0") == []


def test_six_localities_share_the_practices_and_the_map(ask):
    assert ask("SELECT count(*), count(DISTINCT parent_code) FROM marts.area_member WHERE parent_type = 'locality'") == [(45, 6)]
    shapes = ask(
        "SELECT layer, count(*), bool_and(geometry LIKE '%\"Polygon\"%') FROM tables.map_shape GROUP BY layer ORDER BY layer"
    )
    assert [shape[0] for shape in shapes] == ["borough", "locality", "small_area"]
    assert shapes[1][1:] == (6, True), "each locality is one piece"
    assert ask("SELECT count(*) FROM tables.map_shape WHERE layer = 'small_area' AND locality_code IS NULL") == [(0,)]


@pytest.mark.parametrize(
    ("practice", "indicator", "period", "state"),
    [
        ("Z10005", "dm_hba1c_59", "2021/22", "value"),
        ("Z10005", "dm_hba1c_59", "2022/23", "closed"),
        ("Z10022", "dm_hba1c_59", "2020/21", "value"),
        ("Z10022", "dm_hba1c_59", "2021/22", "closed"),
        ("Z10028", "dm_hba1c_59", "2016/17", "missing"),
        ("Z10034", "prev_diabetes", "2020/21", "missing"),
        ("Z10037", "dm_hba1c_59", "2018/19", "value"),
        ("Z10031", "survey_ed2_overall_experience", "2025", "suppressed"),
        ("Z10028", "survey_ed2_overall_experience", "2024", "missing"),
        ("Z10023", "survey_access_website", "2025", "not_applicable"),
        ("Z10031", "cancer_emergency_admissions", "2024/25", "suppressed"),
    ],
)
def test_awkward_practices_have_the_state_that_tells_it(ask, practice, indicator, period, state):
    where = f"area_code = '{practice}' AND indicator_id = '{indicator}' AND period = '{period}'"
    assert ask(f"SELECT state FROM marts.headline_value WHERE {where}") == [(state,)]


def test_awkward_cases_of_practices(ask):
    assert ask("SELECT successor_code FROM marts.area WHERE area_code = 'Z10022'") == [("Z10019",)]
    assert ask("SELECT count(*) FROM marts.headline_value WHERE area_code = 'Z10037' AND period = '2017/18'") == [(0,)]
    assert ask(
        "SELECT max(value) < 400 FROM marts.headline_value WHERE area_code = 'Z10031' AND indicator_id = 'pop_list_size'"
    ) == [(True,)]
    nobody = "SELECT count(*) > 0 FROM marts.indicator_value WHERE state = 'not_applicable' AND denominator = 0"
    assert ask(nobody) == [(True,)], "some practice has no eligible patient"
    suppressed = "indicator_id = 'ld_health_check' AND area_type = 'practice' AND state = 'suppressed' AND numerator IS NULL"
    assert ask(f"SELECT count(*) > 0 FROM marts.indicator_value WHERE {suppressed}") == [(True,)], "a local return suppresses"


@pytest.mark.parametrize(("practice", "good"), [("Z10012", True), ("Z10044", False)])
def test_outliers_stand_out_from_their_own_locality(ask, practice, good):
    (share,) = ask(
        f"""
        SELECT avg(CASE WHEN outcome = '{"better" if good else "worse"}' THEN 1.0 ELSE 0 END) FROM marts.comparison
        INNER JOIN marts.indicator USING (indicator_id)
        WHERE area_code = '{practice}' AND comparator_type = 'locality' AND category = '' AND polarity <> 'neutral'
        """
    )[0]
    assert share > 0.3


def test_one_locality_is_worse_and_one_better_on_most(ask):
    counts = dict(
        ask(
            """
            SELECT area_code, avg(CASE outcome WHEN 'better' THEN 1.0 WHEN 'worse' THEN -1 ELSE 0 END)
            FROM marts.comparison INNER JOIN marts.indicator USING (indicator_id)
            WHERE area_type = 'locality' AND comparator_type = 'borough' AND category = '' AND polarity <> 'neutral'
            GROUP BY area_code
            """
        )
    )
    assert min(counts, key=counts.get) == "HAV-2"
    assert max(counts, key=counts.get) == "HAV-6"


def borough(ask, indicator: str) -> dict[str, float]:
    where = f"area_code = 'E09000016' AND indicator_id = '{indicator}'"
    return dict(ask(f"SELECT period, value FROM marts.headline_value WHERE {where}"))


def test_figures_move_as_the_recipe_says(ask):
    blood_pressure, depression = borough(ask, "dm_bp_140_80"), borough(ask, "mh_depression_review")
    assert blood_pressure["2018/19"] > blood_pressure["2014/15"] + 1, "improving"
    assert depression["2022/23"] < depression["2014/15"] - 3, "worsening"
    assert blood_pressure["2020/21"] < blood_pressure["2019/20"] - 5, "the pandemic"
    spread = dict(
        ask(
            """
            SELECT period, stddev(value) FROM marts.headline_value
            WHERE indicator_id = 'dm_hba1c_59' AND area_type = 'practice' AND area_code LIKE 'Z1%' AND denominator > 100
            GROUP BY period
            """
        )
    )
    assert spread["2024/25"] < 0.85 * spread["2013/14"], "narrowing variation"
    assert ask("SELECT count(*) > 20 FROM marts.trend WHERE area_code = 'E09000016' AND break_reason IS NOT NULL") == [(True,)]


def test_fingertips_limits_are_wilsons(fresh):
    rows = csv.DictReader(io.StringIO(fresh["fingertips/indicators-smoking.data.csv"].decode(), newline=""))
    for row in list(rows)[::97]:
        if row["Count"]:
            low, high = oracles.wilson(float(row["Count"]), float(row["Denominator"]), 95)
            assert float(row["Lower CI 95.0 limit"]) == pytest.approx(100 * low, abs=1e-5)
            assert float(row["Upper CI 95.0 limit"]) == pytest.approx(100 * high, abs=1e-5)


def test_damage_to_the_files_leaves_the_old_database(tmp_path, monkeypatch):
    target = tmp_path / "there.duckdb"
    target.write_bytes(b"the old one")
    monkeypatch.setattr(config, "DEMONSTRATION", tmp_path / "gone")
    with pytest.raises(PcdashError):
        run.build_demonstration(target, [])
    assert target.read_bytes() == b"the old one"
