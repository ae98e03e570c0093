"""ODS ePCN: primary care networks, and which practice belonged to which network from when to when."""

import pandas as pd

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.rows import read_sheet

PUBLICATION = Publication("ods_networks", "Primary care networks and their practices (ePCN)", "NHS England, ODS")
NAMES = r"ePCN\.xlsx"

_MEMBERS = "PCN Core Partner Details"
# The commissioner's columns are named after CCGs to 2022 and after sub-ICB locations since.
_COMMISSIONER = ("practice parent sub icb loc code", "practice parent ccg code")
_COMMISSIONER_NAME = ("practice parent sub icb loc name", "practice parent ccg name")


def recognises(file: PublishedFile) -> bool:
    return any(name.replace(" ", "").lower() in ("pcndetails", "pcncorepartnerdetails") for name in file.sheets)


def load(file: PublishedFile, catalogue) -> Loaded:
    networks = read_sheet(file, next((name for name in file.sheets if name.replace(" ", "") == "PCNDetails"), "PCNDetails"))
    members = read_sheet(file, _MEMBERS)
    networks.code("pcn code", "pcn")
    networks.require("pcn name")
    networks.no_repeats("pcn code")
    start = members.date("practice to pcn relationship start date")
    end = members.date("practice to pcn relationship end date", blank=True)
    members.code("partner organisation code", "practice")
    members.code("pcn code", "pcn")
    kept = members.kept()
    starts, ends = start[kept.index], end[kept.index]
    as_at = max([*starts, *(day for day in ends if day)], default=file.modified)
    sub_icb = next(kept[name] for name in _COMMISSIONER if name in kept)
    sub_icb_name = next(kept[name] for name in _COMMISSIONER_NAME if name in kept)
    practice, named = kept["partner organisation code"], networks.kept()
    return Loaded(
        rows_in=len(networks.table) + len(members.table),
        tables={
            "area_parent": [
                parents("practice", practice, "pcn", kept["pcn code"], starts),
                _leavings(practice, ends),
                parents("practice", practice, "sub_icb", sub_icb, as_at),
                parents("pcn", kept["pcn code"], "sub_icb", sub_icb, as_at),
            ],
            "area_name": [
                named_areas("pcn", named["pcn code"], named["pcn name"], as_at),
                named_areas("practice", practice, kept["partner name"], as_at),
                named_areas("sub_icb", sub_icb, sub_icb_name, as_at),
            ],
        },
        refused=pd.concat([networks.refused("PCNDetails"), members.refused(_MEMBERS)], ignore_index=True),
        period=f"{as_at:%Y-%m}",
        series=f"{as_at:%Y-%m}",
    )


def _leavings(practice: pd.Series, ends: pd.Series) -> pd.DataFrame:
    """A practice that left a network belongs to none from that day, until another row says that it joined one."""
    left = pd.DataFrame({"child_code": practice, "as_at": ends}).dropna()
    return left.assign(child_type="practice", parent_type="pcn", parent_code=None)
