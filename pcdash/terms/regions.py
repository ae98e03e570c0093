"""Codes of regions: one area, one code, whatever a publication calls it.

The ONS gives a region a new code when its boundary moves a little (Glossop changed region in 2022), and London's NHS region and
statistical region have one boundary and two codes. A trend needs one code, so earlier and other ones are read as today's.
Rejected: keeping them apart, which cut every region's series in two and pooled parts of regions as if they were whole.
"""

import pandas as pd

CURRENT_CODE = {
    "E12000007": "E40000003",  # London, statistical region
    "E40000007": "E40000013",  # East of England, to 2023
    "E40000008": "E40000011",  # Midlands, to 2019
    "E40000009": "E40000012",  # North East and Yorkshire, to 2019
    "E40000010": "E40000014",  # North West, to 2023
    # ODS's codes of the same regions
    "Y56": "E40000003",
    "Y58": "E40000006",
    "Y59": "E40000005",
    "Y60": "E40000011",
    "Y61": "E40000013",
    "Y62": "E40000014",
    "Y63": "E40000012",
}


def current(code: str) -> str:
    """Today's code of a region; other codes stay as they are."""
    return CURRENT_CODE.get(code, code)


def current_codes(codes: pd.Series) -> pd.Series:
    """`current` for a column."""
    return codes.replace(CURRENT_CODE)
