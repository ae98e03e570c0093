"""The questions that pages, exports and the command line ask of the marts: one function each, a DataFrame or plain value back.

Nothing here knows how a page looks. Every function takes the `Database` first; values are bound, never pasted into SQL.
Missing numbers and texts are NaN in the frames; `formatting` turns them into words.
"""

from pcdash.queries.benchmark import change_of, changes, companions, comparable_periods, funnel_lines, peers, side_by_side
from pcdash.queries.catalogue import indicator_sources, indicators, periods
from pcdash.queries.change import control_chart, improvement, spread_change
from pcdash.queries.figures import compared, figure, members, profile, series
from pcdash.queries.geography import areas, comparator_of, map_shapes, places, practices
from pcdash.queries.inequalities import inequality_areas, inequality_glance, inequality_groups, inequality_series
from pcdash.queries.locality_map import locality_practices, map_members, map_periods, nearby_practices, small_areas
from pcdash.queries.overview import alikeness, rug, short_series, standing
from pcdash.queries.practice import (
    adjustments,
    nearest_practices,
    postcode_position,
    practice_facts,
    practice_series,
    practices_named,
    review_categories,
    similar_practices,
    trigger_summary,
    triggers,
)
from pcdash.queries.provenance import build_info, checks, coverage, dictionary, refusals, source_files, source_of
from pcdash.queries.search import findable
from pcdash.queries.survey import (
    strategy_survey,
    survey_glance,
    survey_glance_answers,
    survey_practice_answers,
    survey_years,
    survey_years_answers,
)
from pcdash.queries.trends import dated_series, decile_bands, events, member_series, target

COMPARATORS = ("england", "region", "system", "borough", "sub_icb", "pcn", "locality", "similar")

__all__ = [
    "COMPARATORS",
    "adjustments",
    "alikeness",
    "areas",
    "build_info",
    "change_of",
    "changes",
    "checks",
    "companions",
    "comparable_periods",
    "comparator_of",
    "compared",
    "control_chart",
    "coverage",
    "dated_series",
    "decile_bands",
    "dictionary",
    "events",
    "figure",
    "findable",
    "funnel_lines",
    "improvement",
    "indicator_sources",
    "indicators",
    "inequality_areas",
    "inequality_glance",
    "inequality_groups",
    "inequality_series",
    "locality_practices",
    "map_members",
    "map_periods",
    "map_shapes",
    "member_series",
    "members",
    "nearby_practices",
    "nearest_practices",
    "peers",
    "periods",
    "places",
    "postcode_position",
    "practice_facts",
    "practice_series",
    "practices",
    "practices_named",
    "profile",
    "refusals",
    "review_categories",
    "rug",
    "series",
    "short_series",
    "side_by_side",
    "similar_practices",
    "small_areas",
    "source_files",
    "source_of",
    "spread_change",
    "standing",
    "strategy_survey",
    "survey_glance",
    "survey_glance_answers",
    "survey_practice_answers",
    "survey_years",
    "survey_years_answers",
    "target",
    "trigger_summary",
    "triggers",
]
