"""The questions that pages, exports and the command line ask of the marts: one function each, a DataFrame or plain value back.

Nothing here knows how a page looks. Every function takes the `Database` first; values are bound, never pasted into SQL.
Missing numbers and texts are NaN in the frames; `formatting` turns them into words. Called as `queries.trends.events`.
"""

from pcdash.queries import (
    benchmark,
    catalogue,
    change,
    exports,
    figures,
    geography,
    glossary,
    inequalities,
    locality_map,
    methods,
    overview,
    practice_finder,
    practice_profile,
    provenance,
    search,
    survey,
    trends,
)

__all__ = [
    "benchmark",
    "catalogue",
    "change",
    "exports",
    "figures",
    "geography",
    "glossary",
    "inequalities",
    "locality_map",
    "methods",
    "overview",
    "practice_finder",
    "practice_profile",
    "provenance",
    "search",
    "survey",
    "trends",
]
