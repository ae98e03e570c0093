"""Sentences written from the data, one module per kind of page. Pages say nothing in words that they could say from here.

Called as `wording.trends.trend_sentence`.
"""

from pcdash.wording import (
    benchmark,
    figures,
    guides,
    inequalities,
    locality_map,
    overview,
    practice_patients,
    practice_profile,
    spread,
    stands_out,
    survey,
    trends,
)

__all__ = [
    "benchmark",
    "figures",
    "guides",
    "inequalities",
    "locality_map",
    "overview",
    "practice_patients",
    "practice_profile",
    "spread",
    "stands_out",
    "survey",
    "trends",
]
