"""QOF mapping files: which practice belonged to which network, sub-ICB (CCG), ICB (STP) and region then, and the indicators."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.rows import Rows, read_delimited
from pcdash.publications.qof_achievement import year_in_name
from pcdash.terms import periods

PUBLICATION = Publication("qof_mapping", "Quality and Outcomes Framework, mapping of practices and indicators", "NHS England")
NAMES = r"MAPPING_(NHS_GEOGRAPHIES|INDICATORS).*\.csv"

# 2020-21 and earlier: the same columns under the names of the organisations of their day. To 2018-19 the file is called
# ORGANISATION_REFERENCE, in 2014-15 PRAC_CONTROL.
ALIASES = {
    "country": "nat_country",
    "ccg_ods_code": "sub_icb_ods_code",
    "ccg_ons_code": "sub_icb_ons_code",
    "ccg_name": "sub_icb_name",
    "stp_ods_code": "icb_ods_code",
    "stp_ons_code": "icb_ons_code",
    "stp_name": "icb_name",
    "ccg_code": "sub_icb_ods_code",
    "ccg_geography_code": "sub_icb_ons_code",
    "region_geography_code": "region_ons_code",
    "indicator_group_code": "group_code",
    "indicator_group_description": "group_description",
}


def recognises(file: PublishedFile) -> bool:
    columns = {ALIASES.get(name, name) for name in file.columns}
    geography = {"practice_code", "practice_name", "sub_icb_ods_code", "region_ons_code"} <= columns
    indicators = {"indicator_code", "group_code", "indicator_point_value", "domain_code"} <= columns
    return geography or (indicators and "register_flag" not in columns)


def load(file: PublishedFile, catalogue) -> Loaded:
    period = year_in_name(file)
    rows = read_delimited(file, ALIASES)
    if "practice_code" in rows.table:
        tables, series = _practices(rows, period), "practices"
    else:
        tables, series = _indicators(rows, period), "indicators"
    return Loaded.from_rows(rows, tables, period=period, series=series)


def _practices(rows: Rows, period: str) -> dict:
    as_at = periods.parse(period).end
    rows.code("practice_code", "practice")
    rows.require("practice_name", "sub_icb_ods_code")
    rows.no_repeats("practice_code")
    kept = rows.kept()
    practice, sub_icb, region = kept["practice_code"], kept["sub_icb_ods_code"], kept["region_ons_code"]
    names = [
        named_areas("practice", practice, kept["practice_name"], as_at),
        named_areas("sub_icb", sub_icb, kept["sub_icb_name"], as_at, kept["sub_icb_ons_code"]),
        named_areas("region", region, kept["region_name"], as_at, region),
    ]
    links = [
        parents("practice", practice, "sub_icb", sub_icb, as_at),
        parents("practice", practice, "region", region, as_at),
        parents("sub_icb", sub_icb, "region", region, as_at),
    ]
    if {"icb_ods_code", "icb_ons_code", "icb_name"} <= set(kept):
        names.append(named_areas("icb", kept["icb_ods_code"], kept["icb_name"], as_at, kept["icb_ons_code"]))
        links.append(parents("sub_icb", sub_icb, "icb", kept["icb_ods_code"], as_at))
    if "pcn_ods_code" in kept:
        names.append(named_areas("pcn", kept["pcn_ods_code"], kept["pcn_name"], as_at))
        links.append(parents("practice", practice, "pcn", kept["pcn_ods_code"], as_at))
        links.append(parents("pcn", kept["pcn_ods_code"], "sub_icb", sub_icb, as_at))
    return {"area_name": names, "area_parent": links}


def _indicators(rows: Rows, period: str) -> dict:
    rows.require("indicator_code", "group_code")
    points = rows.number("indicator_point_value", blank=True)
    rows.no_repeats("indicator_code")
    columns = {"indicator_code": "indicator_code", "group_code": "group_code"}
    description = rows.table.get("indicator_description")
    indicators = rows.result(columns, period=period, description=description, points=points)
    return {"qof_indicator": indicators}
