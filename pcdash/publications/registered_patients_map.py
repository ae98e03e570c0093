"""The mapping of "Patients Registered at a GP Practice": postcode, network, sub-ICB (CCG), ICB (STP) and region that day."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.rows import read_delimited
from pcdash.terms.periods import month_of

PUBLICATION = Publication("registered_patients_map", "Patients Registered at a GP Practice, mapping", "NHS England", order=20)
NAMES = r"gp-reg-pat-prac-map.*\.(csv|zip)"

ALIASES = {
    "ons_ccg_code": "ons_sub_icb_location_code",
    "ccg_code": "sub_icb_location_code",
    "ccg_name": "sub_icb_location_name",
    "ons_stp_code": "ons_icb_code",
    "stp_code": "icb_code",
    "stp_name": "icb_name",
}


def recognises(file: PublishedFile) -> bool:
    columns = {ALIASES.get(name, name) for name in file.columns}
    return {"extract_date", "practice_code", "practice_postcode", "sub_icb_location_code"} <= columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, ALIASES)
    rows.code("practice_code", "practice")
    rows.require("practice_name", "sub_icb_location_code")
    dates = rows.date("extract_date")
    rows.no_repeats("practice_code")
    kept = rows.kept()
    as_at = max(dates[kept.index], default=file.modified)
    practice, sub_icb, region = kept["practice_code"], kept["sub_icb_location_code"], kept["ons_comm_region_code"]
    # Before networks there were none, and a practice that is in none yet has no code of one here.
    networked = kept if "pcn_code" in kept else kept.assign(pcn_code="", pcn_name="")
    names = [
        named_areas("practice", practice, kept["practice_name"], as_at),
        named_areas("pcn", networked["pcn_code"], networked["pcn_name"], as_at),
        named_areas("sub_icb", sub_icb, kept["sub_icb_location_name"], as_at, kept["ons_sub_icb_location_code"]),
        named_areas("region", region, kept["comm_region_name"], as_at, region),
    ]
    links = [
        parents("practice", practice, "sub_icb", sub_icb, as_at),
        parents("practice", practice, "region", region, as_at),
        parents("sub_icb", sub_icb, "region", region, as_at),
        parents("practice", networked["practice_code"], "pcn", networked["pcn_code"], as_at),
        parents("pcn", networked["pcn_code"], "sub_icb", networked["sub_icb_location_code"], as_at),
    ]
    if {"icb_code", "ons_icb_code", "icb_name"} <= set(kept):
        names.append(named_areas("icb", kept["icb_code"], kept["icb_name"], as_at, kept["ons_icb_code"]))
        links.append(parents("sub_icb", sub_icb, "icb", kept["icb_code"], as_at))
    addresses = kept[["practice_code", "practice_postcode"]].rename(columns={"practice_postcode": "postcode"}).assign(as_at=as_at)
    tables = {"area_name": names, "area_parent": links, "practice_postcode": addresses}
    return Loaded.from_rows(rows, tables, period=month_of(as_at), series=month_of(as_at), edition=as_at)
