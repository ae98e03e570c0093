"""Areas: what kinds there are, in order from the smallest to the whole, and how one is named."""

from dataclasses import dataclass, field

AREA_TYPES = {
    "practice": "practice",
    "locality": "locality",
    "pcn": "primary care network",
    "borough": "borough",
    "sub_icb": "NHS sub-area (CCG or sub-ICB)",
    "icb": "integrated care board (STP to 2022)",
    "system": "system",
    "region": "region",
    "england": "England",
}
# What an area can be compared with; `similar` are the practices most like a practice.
COMPARATORS = ("england", "region", "icb", "system", "borough", "sub_icb", "pcn", "locality", "similar")


@dataclass(frozen=True)
class Area:
    """One area. Two are the same if type and code are; `name` is for readers, empty where nobody reads it."""

    type: str
    code: str
    name: str = field(default="", compare=False)


ENGLAND = Area("england", "E92000001", "England")
