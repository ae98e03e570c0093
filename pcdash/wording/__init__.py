"""Sentences written from the data, one module per kind of page. Pages say nothing in words that they could say from here."""

from pcdash.wording import benchmark, overview, trends
from pcdash.wording.figures import direction, patients_gap, pooled_note, value_sentence
from pcdash.wording.practice import (
    ADJUSTMENTS,
    NO_SIMILAR,
    SIMILAR,
    adjustments_sentence,
    patients_line,
    patients_to_match,
    practice_line,
    rating_line,
    scheme_sentence,
    sources_line,
    standing_line,
    standing_sentence,
    trend_marker,
    trigger_sentence,
)
from pcdash.wording.trends import control_sentence, trend_sentence

__all__ = [
    "ADJUSTMENTS",
    "NO_SIMILAR",
    "SIMILAR",
    "adjustments_sentence",
    "benchmark",
    "control_sentence",
    "direction",
    "overview",
    "patients_gap",
    "patients_line",
    "patients_to_match",
    "pooled_note",
    "practice_line",
    "rating_line",
    "scheme_sentence",
    "sources_line",
    "standing_line",
    "standing_sentence",
    "trend_marker",
    "trend_sentence",
    "trends",
    "trigger_sentence",
    "value_sentence",
]
