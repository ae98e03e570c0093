"""Tooltips: each term is explained where it first stands on a page, in the words of the glossary."""

import functools
import re

import streamlit as st

from pcdash import queries
from pcdash.ui.cache import ask

_MET = "_terms_met"


def begin_page() -> None:
    """No term has been met yet in this run."""
    st.session_state[_MET] = set()


def met(text: str) -> str | None:
    """The definitions, as a tooltip, of the terms that the text holds and this page has not met before; None if there are none."""
    terms = ask(queries.glossary.terms)
    by_word = {word.lower(): row for row in terms.itertuples() for word in row.written_as}
    before = st.session_state.setdefault(_MET, set())
    found = []
    for word in _words(tuple(by_word)).findall(text):
        row = by_word[word.lower()]
        if row.term_id not in before:
            before.add(row.term_id)
            found.append(definition(row.term_name, row.meaning))
    return "\n\n".join(found) or None


def definition(name: str, meaning: str) -> str:
    """A term and its meaning as markup, of which the glossary itself holds none."""
    return f"**{name}.** {meaning}"


@functools.lru_cache(maxsize=4)
def _words(words: tuple[str, ...]) -> re.Pattern:
    """Finds any of the words, the longest first, so that a short term within a long one is not met."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)
