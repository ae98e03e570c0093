"""What the map asks: which areas have figures, whose they are, and what lies around and under them."""

import pandas as pd
import pytest

from pcdash import queries
from pcdash.terms.areas import Area

HAVERING = "E09000016"
BOROUGH = Area("borough", HAVERING)
HBA1C, NEWEST = "dm_hba1c_59", "2024/25"


def test_no_member_is_left_out_and_figures_are_those_of_the_marts(demonstration_database):
    ask = demonstration_database.fetch
    periods = ["2013/14", NEWEST]
    got = queries.locality_map.members(demonstration_database, HBA1C, BOROUGH, "practice", periods, "region")
    members = ask("SELECT * FROM marts.area_member WHERE parent_type = 'borough' AND parent_code = ?", [HAVERING])
    ends = dict(ask("SELECT period, period_end FROM marts.period").itertuples(index=False))
    figures = ask("SELECT * FROM marts.headline_value WHERE indicator_id = ? AND area_type = 'practice'", [HBA1C])
    known = {(row.area_code, row.period): row for row in figures.itertuples()}
    for period in periods:
        there = members[
            (members["child_type"] == "practice") & (members["valid_from"] <= ends[period]) & ~(members["valid_to"] < ends[period])
        ]
        mine = got[got["period"] == period]
        assert sorted(mine["area_code"]) == sorted(there["child_code"].unique())
        for row in mine.itertuples():
            figure = known.get((row.area_code, period))
            assert row.state == (figure.state if figure else "missing")
            assert pd.isna(row.value) if figure is None or pd.isna(figure.value) else row.value == figure.value
        values = list(mine["value"].dropna())
        assert values == sorted(values, reverse=True) and mine["value"].notna().iloc[: len(values)].all()
    assert set(got["comparator_name"].dropna()) == {"London"}


AROUND = """
    SELECT count(DISTINCT child_code) AS members, count(DISTINCT figure.area_code) AS with_figure
    FROM marts.member_of_period AS member
    LEFT JOIN marts.headline_value AS figure
        ON child_type = figure.area_type AND child_code = figure.area_code AND figure.indicator_id = $indicator
        AND figure.period = $period AND figure.state = 'value'
    WHERE member.period = $period AND parent_type = $parent AND child_type = $kind
        AND parent_code IN (SELECT parent_code FROM marts.area_member WHERE child_code = $place UNION ALL SELECT $place)
"""


@pytest.mark.parametrize("indicator", [HBA1C, "dm_yll_male", "mh_dementia_diagnosis_rate", "cancer_stage_1_2"])
def test_levels_with_figures_are_counted_the_finest_first(demonstration_database, indicator):
    period = queries.catalogue.periods(demonstration_database, indicator, HAVERING)[0]
    got = queries.locality_map.levels(demonstration_database, indicator, HAVERING, period)
    order = [("practice", "borough"), ("locality", "borough"), ("borough", "region"), ("sub_icb", "region"),
             ("borough", "england"), ("sub_icb", "england"), ("region", "england")]  # fmt: skip
    expected = []
    for kind, parent in order:
        named = {"indicator": indicator, "period": period, "kind": kind, "parent": parent, "place": HAVERING}
        row = demonstration_database.fetch(AROUND, named).iloc[0]
        expected += [(kind, parent, row["members"], row["with_figure"])] if row["with_figure"] else []
    columns = ["member_type", "parent_type", "members", "with_figure"]
    assert expected and list(got[columns].itertuples(index=False, name=None)) == expected


def test_a_member_without_any_figure_is_missing_and_said(small_database):
    period = queries.locality_map.periods(small_database, "prev_diabetes", HAVERING, "2018/19")["period"].iloc[-1]
    got = queries.locality_map.members(small_database, "cancer_stage_1_2", BOROUGH, "practice", [period], "england")
    assert len(got) and set(got["state"]) <= {"missing", "closed"} and set(got["outcome"]) == {"not_compared"}


def test_neighbours_are_open_near_and_not_ours(demonstration_database):
    nearby = queries.locality_map.nearby_practices(demonstration_database, HAVERING, BOROUGH, NEWEST)
    areas = demonstration_database.fetch("SELECT * FROM marts.area WHERE area_type = 'practice' AND easting IS NOT NULL")
    ours = areas[(areas["place_code"] == HAVERING) & ~(areas["closed"] <= pd.Timestamp("2025-03-31"))]
    others = areas[areas["place_code"] != HAVERING]
    expected = sorted(
        other.area_name
        for other in others.itertuples()
        if any(
            ((other.easting - own.easting) ** 2 + (other.northing - own.northing) ** 2) ** 0.5 <= 2000 for own in ours.itertuples()
        )
    )
    assert expected and sorted(nearby["name"]) == expected
    assert list(nearby.columns) == ["name", "easting", "northing"], "nothing to judge them by"
    of_locality = queries.locality_map.nearby_practices(demonstration_database, HAVERING, Area("locality", "HAV-1"), NEWEST)
    assert len(of_locality) > len(nearby), "the rest of the borough is around a locality"


def test_periods_are_of_one_kind_and_tell_where_the_definition_changed(demonstration_database):
    known = queries.locality_map.periods(demonstration_database, HBA1C, HAVERING, NEWEST)
    assert list(known["period"]) == sorted(known["period"]) and len(known) == 12
    assert list(known.dropna(subset=["break_reason"])["period"]) == ["2019/20"]


def test_small_areas_know_their_main_locality_and_the_share_it_has(demonstration_database):
    rows = queries.locality_map.small_areas(demonstration_database, HAVERING)
    assert rows["area_code"].is_unique and rows["locality_name"].notna().all()
    assert ((100 * rows["patients_here"] / rows["patients"]) - rows["percent_here"]).abs().max() < 1e-9
    assert rows["percent_here"].between(50, 100).all()


def test_deprivation_is_that_of_the_small_areas_in_the_newest_edition(small_database):
    shapes = small_database.fetch("SELECT * FROM marts.map_shape")
    file = small_database.fetch("SELECT * FROM tables.deprivation_lsoa")
    newest = file[file["imd_year"] == file["imd_year"].max()].set_index("lsoa_code")["imd_decile"]
    for row in shapes.itertuples():
        expected = newest.get(row.area_code) if row.layer == "small_area" else None
        assert pd.isna(row.imd_decile) if expected is None else row.imd_decile == expected
    assert len(shapes) == small_database.fetch("SELECT count(*) AS n FROM tables.map_shape")["n"][0]
