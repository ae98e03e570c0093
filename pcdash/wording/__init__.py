"""Sentences written from the data, one module per kind of page. Pages say nothing in words that they could say from here."""

from pcdash.wording.figures import direction, patients_gap, pooled_note, value_sentence
from pcdash.wording.overview import overview_sentences, spread_sentence
from pcdash.wording.practice import NO_SIMILAR, SIMILAR, trigger_sentence
from pcdash.wording.trends import control_sentence, trend_sentence

__all__ = [
    "NO_SIMILAR",
    "SIMILAR",
    "control_sentence",
    "direction",
    "overview_sentences",
    "patients_gap",
    "pooled_note",
    "spread_sentence",
    "trend_sentence",
    "trigger_sentence",
    "value_sentence",
]
