"""The glossary: one definition for each term, short, plain, and found by the words that pages write."""

import re

import pytest

from pcdash.definitions import glossary
from pcdash.errors import CatalogueError

TERMS = glossary.load()

# What a reader without statistics or years in the NHS asks about first.
ASKED = (
    "numerator", "denominator", "register", "personalised care adjustment", "comparator", "confidence interval", "Wilson interval",
    "standardised rate", "funnel", "control limits", "locality", "network", "sub-ICB", "ICB", "system", "suppressed",
    "not applicable", "baseline", "similar practices", "pooled", "QOF", "prevalence", "deprivation score", "trigger",
)  # fmt: skip


@pytest.mark.parametrize("word", ASKED)
def test_what_readers_ask_about_is_explained(word):
    assert word.lower() in {written.lower() for words in TERMS["written_as"] for written in words}


@pytest.mark.parametrize("term", list(TERMS.itertuples()), ids=lambda term: term.term_id)
def test_a_definition_is_short_whole_and_plain(term):
    assert 40 < len(term.meaning) <= 300 and term.meaning.endswith(".") and "  " not in term.meaning
    assert not re.search(r"[\\`*_{}\[\]<>#$~|\u2013\u2014]", term.term_name + term.meaning), "a sign of markup, or a dash"


def test_terms_stand_in_order_of_name():
    names = list(TERMS["term_name"].str.lower())
    assert names == sorted(names) and len(set(names)) == len(names)


ENTRY = {"id": "example", "name": "Example", "words": ["example"], "meaning": "What it means."}


def written(path, *entries):
    lines = (f"{key} = {value!r}" for entry in entries for key, value in [("[[term]]", None), *entry.items()])
    path.write_text("\n".join(line.removesuffix(" = None") for line in lines), encoding="utf-8")
    return path


def test_a_valid_entry_loads(tmp_path):
    (row,) = glossary.load(written(tmp_path / "glossary.toml", ENTRY)).itertuples(index=False)
    assert tuple(row) == ("example", "Example", ["example"], "What it means.")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([ENTRY | {"id": "An example"}], "'id' must be of small letters"),
        ([ENTRY | {"meaning": " "}], "'meaning' must be a text"),
        ([ENTRY | {"words": []}], "'words' must be a list"),
        ([ENTRY | {"colour": "red"}], "unknown key 'colour'"),
        ([ENTRY, ENTRY], "is an id or word of two terms"),
        ([ENTRY, ENTRY | {"id": "other", "words": ["EXAMPLE"]}], "'example' is an id or word of two terms"),
    ],
)
def test_a_wrong_entry_names_file_term_and_key(tmp_path, entries, message):
    with pytest.raises(CatalogueError) as error:
        glossary.load(written(tmp_path / "glossary.toml", *entries))
    assert "glossary.toml, term " in str(error.value) and message in str(error.value)
