"""The questions that pages, exports and the command line ask of the marts: one function each, a DataFrame or plain value back.

Nothing here knows how a page looks. Every function takes the `Database` first; values are bound, never pasted into SQL.
Missing numbers are NaN in the frames, missing texts None or NaN; `formatting` turns both into words.
"""

from pcdash.queries.catalogue import indicator_sources, indicators, periods
from pcdash.queries.change import control_chart, improvement, spread_change
from pcdash.queries.figures import compared, figure, members, profile, series
from pcdash.queries.geography import areas, comparator_of, map_shapes, places, practices, similar_practices
from pcdash.queries.locality_map import map_members, map_periods, nearby_practices, small_areas
from pcdash.queries.provenance import build_info, checks, coverage, dictionary, refusals, source_files, source_of
from pcdash.queries.standards import trigger_summary, triggers

COMPARATORS = ("england", "region", "system", "borough", "sub_icb", "pcn", "locality", "similar")

__all__ = [
    "COMPARATORS",
    "areas",
    "build_info",
    "checks",
    "comparator_of",
    "compared",
    "control_chart",
    "coverage",
    "dictionary",
    "figure",
    "improvement",
    "indicator_sources",
    "indicators",
    "map_members",
    "map_periods",
    "map_shapes",
    "members",
    "nearby_practices",
    "periods",
    "places",
    "practices",
    "profile",
    "refusals",
    "series",
    "similar_practices",
    "small_areas",
    "source_files",
    "source_of",
    "spread_change",
    "trigger_summary",
    "triggers",
]
