"""How well a thing fits what a reader typed: the one rule of every box that finds something."""

import re
from enum import IntEnum


class Fit(IntEnum):
    """How a thing fits, the closest first."""

    CODE = 0
    POSTCODE = 1
    NAME = 2
    NAME_BEGINS = 3
    WORD_BEGINS = 4
    CONTAINS = 5


def fit(text: str, name: str, codes: tuple[str, ...] = (), postcode: str = "") -> Fit | None:
    """How a text fits a thing's name, codes and postcode; None if it does not.

    Case never counts, blanks never in codes and postcodes, punctuation never in names. The last resort contains the text in its
    name, codes or postcode, or each word of the text in its name.
    """
    typed, title, solid = _words(text), _words(name), squeezed(text)
    if not solid:
        return None
    known = [squeezed(code) for code in codes]
    if solid in known:
        return Fit.CODE
    if solid == squeezed(postcode):
        return Fit.POSTCODE
    if typed and title == typed:
        return Fit.NAME
    if typed and title.startswith(typed):
        return Fit.NAME_BEGINS
    if typed and f" {typed}" in title:
        return Fit.WORD_BEGINS
    if any(solid in squeezed(part) for part in (*known, postcode)) or (typed and all(word in title for word in typed.split())):
        return Fit.CONTAINS
    return None


def squeezed(text: str) -> str:
    """A code or postcode as it is compared: capitals, without blanks."""
    return re.sub(r"\s", "", text).upper()


def _words(name: str) -> str:
    """A name as it is compared: small letters, a single blank between words; an apostrophe parts no word."""
    return " ".join(re.findall(r"\w+", re.sub(r"['\u2019]", "", name).casefold()))
