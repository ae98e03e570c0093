"""What an analyst sees who has only part of the published files: fewer figures, never wrong ones."""

import pytest

from pcdash.build import run as build
from pcdash.served.database import Database
from tests import worlds
from tests.worlds import forms as world_forms
from tests.worlds import place as world_place
from tests.worlds import registers as world_registers
from tests.worlds import returns as world_returns
from tests.worlds import small as world_small


@pytest.fixture
def built(tmp_path):
    """A database of the named files of the small world, others added or put in their place."""

    def make(*names, **others):
        files = worlds.files()
        chosen = {name: files[name] for name in names} | {f"{name}.csv": content for name, content in others.items()}
        for name, content in chosen.items():
            path = tmp_path / "published" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        build.build([tmp_path / "published"], [world_place.write_place(tmp_path)], tmp_path / "part.duckdb")
        return Database(tmp_path / "part.duckdb")

    return make


def pooled_groups(database, indicator):
    rows = database.fetch(
        "SELECT DISTINCT area_type, area_code FROM marts.indicator_value WHERE indicator_id = ? AND pooled_from = 'practice'",
        [indicator],
    )
    return set(rows.itertuples(index=False, name=None))


HERE = {("locality", "HAV-N"), ("locality", "HAV-S"), ("borough", world_small.BOROUGH)}


def test_a_local_return_alone_stands_for_its_borough_only(built):
    header = world_returns.LOCAL_RETURN_HEADER
    practices = [code for members in world_small.LOCALITIES.values() for code in members]
    rows = [("ld_health_check", "practice", code, "2022/23", "Persons", "All ages", "", 15, 20, "", "") for code in practices]
    database = built(local=world_forms.text(header, rows))
    assert pooled_groups(database, "ld_health_check") == HERE


def test_one_regions_file_with_the_register_of_all_practices_does_not_pass_for_england(built):
    database = built("qof/2022-23/ACHIEVEMENT_LONDON_2223.csv", "ods/epraccur.csv", "geography/code-point/rm.csv")
    groups = pooled_groups(database, "dm_bp_140_80")
    assert groups > HERE
    assert ("england", world_small.ENGLAND) not in groups
    assert ("system", world_small.SYSTEM) in groups, "the postcodes place practices in each of its boroughs"


def test_without_postcodes_a_system_waits_for_its_other_boroughs(built):
    database = built("qof/2022-23/ACHIEVEMENT_LONDON_2223.csv")
    assert pooled_groups(database, "dm_bp_140_80") == HERE


def test_patients_in_files_of_each_sex_are_counted_once(built, tmp_path):
    total = world_registers.patients_by_small_area().decode()
    half = {
        sex: "\n".join(
            line if number == 0 else f"{','.join(line.split(',')[:5])},{sex},{int(line.split(',')[-1]) // 2}"
            for number, line in enumerate(total.strip().split("\n"))
        ).encode()
        for sex in ("MALE", "FEMALE")
    }
    counts = "SELECT sum(patients) FROM marts.map_shape WHERE layer = 'locality'"
    places = ("geography/lsoa-2021.geojson", "ods/epraccur.csv")
    of_all = built(*places, all=total.encode()).fetch(counts).iloc[0, 0]
    of_each = built(*places, all=total.encode(), male=half["MALE"], female=half["FEMALE"]).fetch(counts).iloc[0, 0]
    (tmp_path / "published" / "all.csv").unlink()
    of_sexes = built(*places, male=half["MALE"], female=half["FEMALE"]).fetch(counts).iloc[0, 0]
    inside = sum(patients for homes in world_small.HOMES.values() for area, patients in homes.items() if area in world_small.TILES)
    assert of_all == of_each == of_sexes == inside


def test_patients_without_a_small_area_live_in_none(built):
    """Those of postcodes that were closed, or never were: here they are more than all others together."""
    marks = ("CLOSED", "Closed", "NO2011")
    nowhere = "".join(f"P,01APR2023,{code},X,{mark},ALL,50000\n" for code in world_small.HOMES for mark in marks)
    content = world_registers.patients_by_small_area().replace(b"NO2011", b"NO2021") + nowhere.encode()
    database = built("geography/lsoa-2021.geojson", "ods/epraccur.csv", lsoa=content)
    assert database.fetch("SELECT rows_refused FROM marts.source_file WHERE file_label = 'lsoa.csv'").iloc[0, 0] == 0
    shapes = database.fetch("SELECT layer, area_code, patients FROM marts.map_shape")
    inside = sum(patients for homes in world_small.HOMES.values() for area, patients in homes.items() if area in world_small.TILES)
    assert shapes.groupby("layer")["patients"].sum()[["small_area", "locality"]].tolist() == [inside, inside]
    areas = {*shapes["area_code"], *database.fetch("SELECT area_code FROM marts.area")["area_code"]}
    assert not areas & {*marks, "NO2021"}


def test_old_regions_end_on_the_day_that_the_new_ones_begin(built):
    """No year is left in which the one practice that an old file puts into a new region passes for the whole region."""
    mapping = "qof/2018-19/MAPPING_NHS_GEOGRAPHIES_1819.csv"
    lines = worlds.files()[mapping].decode().splitlines()
    old = [line.replace(world_small.MIDLANDS, "E40000002") for line in lines if ",T30001," not in line]
    new = [line for number, line in enumerate(lines) if number == 0 or ",T30001," in line]
    others = [name for name in worlds.files() if name.startswith("qof/") and name != mapping]
    database = built(
        *others,
        MAPPING_NHS_GEOGRAPHIES_1718="\n".join([*old, ""]).encode(),
        MAPPING_NHS_GEOGRAPHIES_1819="\n".join([*new, ""]).encode(),
    )
    spells = database.fetch(
        "SELECT parent_code, count(*) AS practices, min(valid_from)::VARCHAR AS first, max(valid_from)::VARCHAR AS last "
        "FROM marts.area_member WHERE child_type = 'practice' AND parent_type = 'region' GROUP BY parent_code ORDER BY 1"
    )
    assert spells.to_numpy().tolist() == [
        ["E40000002", 3, "1900-01-01", "1900-01-01"],
        ["E40000003", 12, "1900-01-01", "1900-01-01"],
        ["E40000011", 4, "2019-03-31", "2019-03-31"],
    ]
