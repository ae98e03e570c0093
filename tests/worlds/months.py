"""Two monthly series of Havering that go near the bounds of what they count, and stop for three months.

Of 200 urgent referrals a month nearly all, and in some months all, are seen in two weeks; of recoveries there are none or few. No
month from March to May 2020 has a figure. The referrals fall back for the last six months.
"""

import random

from tests.worlds.forms import text
from tests.worlds.returns import LOCAL_RETURN_HEADER
from tests.worlds.small import BOROUGH, ENGLAND

SHARE, COUNT = "cancer_tww_seen_2_weeks", "mh_iapt_recovery"
MONTHS = [f"{year}-{month:02}" for year in range(2018, 2022) for month in range(1, 13)]
GAP = ("2020-03", "2020-04", "2020-05")


def local_return() -> bytes:
    """Both series of Havering, and the share of England without the gap."""
    pick = random.Random(20200323)
    rows: list[tuple] = []
    for place, month in enumerate(MONTHS):
        seen = 200 - pick.choice([0, 0, 0, 1, 2, 4, 8]) - 20 * (place >= len(MONTHS) - 6)
        recovered = pick.choice([0, 0, 1, 1, 2, 5])
        rest = (month, "Persons", "All ages", "")
        rows.append((SHARE, "england", ENGLAND, *rest, 93_000, 100_000, "", ""))
        if month not in GAP:
            rows.append((SHARE, "borough", BOROUGH, *rest, seen, 200, "", ""))
            rows.append((COUNT, "borough", BOROUGH, *rest, recovered, "", "", ""))
    return text(LOCAL_RETURN_HEADER, rows)
