"""Areas that were merged, divided or renamed: each is one series, pooled from its parts where it is made of several."""

import pytest

from pcdash import queries
from pcdash.build import run as build
from pcdash.errors import PlaceError
from pcdash.served.database import Database
from pcdash.terms.areas import Area
from tests import worlds
from tests.worlds import forms as world_forms
from tests.worlds import place as world_place
from tests.worlds import returns as world_returns
from tests.worlds.small import BARKING, BOROUGH, HARROW, SYSTEM

MAPPING = "qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv"
# Carries what the mapping file of QOF carries, for a later day.
LATER = "registered-patients/gp-reg-pat-prac-map.zip"
SYSTEMS = """
[[system]]
code = "HBD"
name = "Havering, Barking and Dagenham"
boroughs = ["E09000016", "E09000002"]
to = 2020-03-31

[[system]]
code = "ELH"
name = "East London and Harrow"
boroughs = ["E09000016", "E09000002", "E09000015"]
from = 2020-04-01
"""


@pytest.fixture
def built(tmp_path):
    """A database of the small world, with another place file, another mapping of practices or one file more if they are given."""

    def make(place=world_place.PLACE, mapping=None, more=None):
        files = worlds.files() | ({"more.csv": more} if more else {})
        if mapping:
            del files[LATER]
            files[MAPPING] = mapping
        for name, content in files.items():
            path = tmp_path / "published" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (tmp_path / "place.toml").write_text(place, encoding="utf-8")
        build.build([tmp_path / "published"], [tmp_path / "place.toml"], tmp_path / "x.duckdb")
        return Database(tmp_path / "x.duckdb")

    return make


def remapped(*replaced):
    """The mapping file of 2022/23 in which texts stand for others on the lines that hold a third."""
    lines = worlds.files()[MAPPING].decode().splitlines()
    for old, new, holding in replaced:
        assert any(old in line and holding in line for line in lines), old
        lines = [line.replace(old, new) if holding in line else line for line in lines]
    return "\n".join([*lines, ""]).encode()


def figures(database, area_type, indicator="dm_bp_140_80"):
    rows = database.fetch(
        "SELECT area_code, period, numerator, denominator FROM marts.headline_value "
        "WHERE area_type = ? AND indicator_id = ? AND state = 'value' ORDER BY 1, 2",
        [area_type, indicator],
    )
    return {(code, period): counts for code, period, *counts in rows.itertuples(index=False, name=None)}


def parents(database, child_type, child_code, parent_type):
    rows = database.fetch(
        "SELECT parent_code FROM marts.area_member WHERE child_type = ? AND child_code = ? AND parent_type = ? ORDER BY 1",
        [child_type, child_code, parent_type],
    )
    return list(rows["parent_code"])


class TestBoards:
    """London's two boards of 2018/19 are one, Z9B2Z, in 2022/23."""

    MERGED = (("QMF,E54000029", "Z9B2Z,E54000071", ""), ("QRV,E54000027", "Z9B2Z,E54000071", ""))

    def test_a_merged_board_has_the_figures_of_what_is_in_it_now(self, built):
        database = built(mapping=remapped(*self.MERGED))
        found = figures(database, "icb")
        assert found["Z9B2Z", "2022/23"] == [1290, 2000] and found["Z9B2Z", "2018/19"] == [1090, 2000]
        assert not {code for code, _ in found} & {"QMF", "QRV"}, "boards that are gone have no members"
        for kind, code in (
            ("practice", "T10001"),
            ("borough", BOROUGH),
            ("locality", "HAV-N"),
            ("system", SYSTEM),
            ("sub_icb", "08F"),
        ):
            assert parents(database, kind, code, "icb") == ["Z9B2Z"], kind
        assert parents(database, "icb", "Z9B2Z", "region") == ["E40000003"]

    def test_practices_are_compared_with_their_board(self, small_database):
        rows = small_database.fetch(
            "SELECT period, comparator_code, comparator_value FROM marts.headline_comparison WHERE area_code = 'T20001' "
            "AND comparator_type = 'icb' AND indicator_id = 'dm_bp_140_80' AND period = '2022/23'"
        )
        assert rows.to_numpy().tolist() == [["2022/23", "QRV", 60.0]]

    def test_a_ccg_that_was_divided_is_part_of_no_board_and_makes_no_sum(self, built):
        """Havering's practices stay in North East London but T10001, which goes to North West London's sub-ICB and board."""
        away = (
            ("QMF,E54000029,NHS North East London Integrated Care Board", "QRV,E54000027,North West London", "T10001"),
            ("A3A8R,E38000255,NHS North East London ICB - A3A8R", "W2U3Z,E38000256,NHS North West London ICB - W2U3Z", "T10001"),
        )
        database = built(mapping=remapped(*away))
        shares = database.fetch(
            "SELECT icb_code, round(share_of_practices, 3) FROM staging.integrated_care WHERE sub_icb_code = '08F'"
        )
        assert dict(shares.to_numpy().tolist()).keys() == {"QMF", "QRV"} and shares.iloc[:, 1].sum() == pytest.approx(1, abs=0.01)
        assert parents(database, "sub_icb", "08F", "icb") == [] and parents(database, "practice", "T10002", "icb") == ["QMF"]
        partly = database.fetch("SELECT DISTINCT area_code, child_type, period FROM staging.partly_known WHERE area_type = 'icb'")
        assert {("QMF", "sub_icb", "2018/19"), ("QRV", "sub_icb", "2018/19")} <= set(partly.itertuples(index=False, name=None))

    def test_a_boards_published_figure_is_kept_under_its_ods_code(self, built):
        who = ["40401", "Under 75 mortality rate", "", "", "E54000029", "NEL", "ICBs", "Persons", "<75 yrs", "", "", "2016 - 18"]
        row = [*who, 70, 60, 80, "", "", 700, 1000000, "", "", "", "", 20160000, "", "", "3y"]
        database = built(more=world_forms.text(world_returns.FINGERTIPS_HEADER, [row]))
        published = database.fetch("SELECT DISTINCT area_code FROM staging.fingertips WHERE area_type = 'icb'")
        assert list(published["area_code"]) == ["QMF"]


class TestSystems:
    def test_a_system_has_figures_and_members_only_while_it_lasts(self, built):
        place = world_place.PLACE
        start, end = place.index("[system]"), place.index("[[locality]]")
        database = built(place[:start] + SYSTEMS + place[end:])
        found = figures(database, "system")
        assert found[SYSTEM, "2018/19"] == [840, 1500] and found["ELH", "2022/23"] == [1290, 2000]
        assert set(found) == {(SYSTEM, "2018/19"), ("ELH", "2022/23")}
        areas = queries.geography.areas(database)
        assert list(areas.loc[areas["area_type"] == "system", "area_name"]) == [
            "East London and Harrow",
            "Havering, Barking and Dagenham (to 2020)",
        ]
        assert queries.geography.comparator_of(database, Area("borough", BOROUGH), "system").code == "ELH"
        grid = queries.overview.rug(database, Area("system", SYSTEM), BOROUGH, "england")
        assert {BARKING, BOROUGH} <= set(grid["area_code"]) and HARROW not in set(grid["area_code"])

    @pytest.mark.parametrize(
        ("old", "new", "what"),
        [
            ("from = 2020-04-01", "from = 2020-01-01", "begins before the system before it ends"),
            ("to = 2020-03-31", "to = 2020", "'to' must be a day"),
            ("from = 2020-04-01", "from = 2020-04-01\nto = 2019-01-01", "ends before it begins"),
            ('code = "ELH"', "", "[system] needs code, name and boroughs"),
        ],
    )
    def test_dates_that_cannot_be_are_refused(self, built, old, new, what):
        assert old in SYSTEMS
        place = world_place.PLACE
        start, end = place.index("[system]"), place.index("[[locality]]")
        with pytest.raises(PlaceError) as raised:
            built(place[:start] + SYSTEMS.replace(old, new) + place[end:])
        assert what in str(raised.value) and "place.toml" in str(raised.value)

    def test_two_places_must_tell_one_system_alike(self, built, tmp_path):
        built()
        other = world_place.PLACE.replace("E09000016", "E09000002", 1).replace("HAV-", "BAR-").replace("T100", "T200")
        (tmp_path / "other.toml").write_text(other.replace('code = "HBD"', 'code = "HBD"\nto = 2020-03-31'), encoding="utf-8")
        with pytest.raises(PlaceError, match="system HBD has another name or other dates"):
            build.build([tmp_path / "published"], [tmp_path / "place.toml", tmp_path / "other.toml"], tmp_path / "x.duckdb")


class TestCouncils:
    """Bournemouth, Christchurch and Poole was formed in 2019 from two unitary authorities and a district."""

    PARTS = (("E06000028", 100), ("E06000029", 120), ("E07000048", 30))

    def returned(self, parts):
        rows = [
            *(("dm_bp_140_80", "borough", code, "2018/19", "Persons", "17+", "", counted, 200, "", "") for code, counted in parts),
            ("dm_bp_140_80", "borough", "E06000058", "2022/23", "Persons", "17+", "", 310, 600, "", ""),
        ]
        return world_forms.text(world_returns.LOCAL_RETURN_HEADER, rows)

    def test_a_merged_council_is_pooled_from_its_parts_and_says_so(self, built):
        database = built(more=self.returned(self.PARTS))
        found = figures(database, "borough")
        assert found["E06000058", "2018/19"] == [250, 600] and found["E06000058", "2022/23"] == [310, 600]
        events = database.fetch("SELECT DISTINCT title FROM marts.event WHERE place_code = 'E06000058'")
        assert events.iloc[0, 0].startswith("Bournemouth, Christchurch and Poole was formed from Bournemouth, Christchurch, Poole")
        compared = database.fetch("SELECT DISTINCT area_code FROM marts.comparison WHERE comparator_type = 'england'")
        assert not {code for code, _ in self.PARTS} & set(compared["area_code"]), "parts are compared with nobody"

    def test_with_a_part_missing_there_is_no_sum(self, built):
        assert ("E06000058", "2018/19") not in figures(built(more=self.returned(self.PARTS[:2])), "borough")
