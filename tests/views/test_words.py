"""What pages say: the glossary's words in every tooltip, guides that name what is there, and no word of the machine."""

import re

import pytest

from pcdash.ui import glossary
from pcdash.ui.pages import PAGES
from pcdash.wording.guides import GUIDES
from tests.views.harness import text

NAMES = [page.name for page in PAGES]
MACHINE = re.compile(r"\b(None|nan|NaN|NaT|<NA>|undefined|Infinity|True|False)\b|\b[a-z]+_[a-z_]+\b")
LEAGUE = re.compile(r"\b\d+(?:st|nd|rd|th) (?:highest|lowest)\b|\b(?:best|worst)\b|\bleague\b|\bon none\b", re.IGNORECASE)


def explained(app):
    """Every element with a tooltip, each kind in the order of the page."""
    return [item for kind in (app.selectbox, app.markdown, app.caption) for item in kind if item.proto.help]


def tooltips(app):
    return [item.proto.help for item in explained(app)]


def cells(app):
    """Every heading and cell of the tables that are shown."""
    tables = [item.value for kind in (app.dataframe, app.table) for item in kind]
    return [str(word) for table in tables for word in (*table.columns, *table.astype(str).to_numpy().ravel())]


def definitions(database):
    rows = database.fetch("SELECT * FROM marts.glossary").itertuples()
    return {glossary.definition(row.term_name, row.meaning): row for row in rows}


@pytest.mark.parametrize("page", NAMES)
def test_every_tooltip_is_the_glossarys_and_stands_once(open_page, demonstration_path, demonstration_database, page):
    app = open_page(demonstration_path, page)
    known = definitions(demonstration_database)
    said = [definition for tooltip in tooltips(app) for definition in tooltip.split("\n\n")]
    assert set(said) <= set(known) and len(said) == len(set(said))
    assert len(said) >= (0 if page == "data_and_methods" else 3)


@pytest.mark.parametrize("page", ["benchmark", "practice_profile"])
def test_a_term_is_explained_beside_a_text_that_holds_it(open_page, demonstration_path, demonstration_database, page):
    app = open_page(demonstration_path, page)
    known = definitions(demonstration_database)
    for item in (item for kind in (app.markdown, app.caption) for item in kind if item.proto.help):
        for definition in item.proto.help.split("\n\n"):
            shown = item.value.replace("\\", "").lower()
            assert any(word.lower() in shown for word in known[definition].written_as), definition
    met = {known[definition].term_id for tooltip in tooltips(app) for definition in tooltip.split("\n\n")}
    assert {"locality", "comparator", "similar_practices", "interval", "numerator", "denominator"} <= met


def test_a_page_that_is_shown_again_explains_again(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark")
    first = tooltips(app)
    assert first and tooltips(app.run()) == first


def test_a_short_term_within_a_longer_one_is_not_met(open_page, demonstration_path):
    app = open_page(demonstration_path, "data_and_methods")
    app.session_state["data_view"] = "Glossary"
    app.run()
    shown = "\n".join(item.value for item in app.markdown)
    assert not app.exception and shown.index("**ICB.**") < shown.index("**Sub-ICB.**")


def test_the_glossary_shows_every_term(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "data_and_methods")
    app.session_state["data_view"] = "Glossary"
    app.run()
    assert set(definitions(demonstration_database)) <= {item.value for item in app.markdown}


@pytest.mark.parametrize("reader", GUIDES)
def test_each_reader_has_a_guide_of_half_a_page(open_page, small_database, reader):
    app = open_page(small_database.path, "data_and_methods")
    app.session_state["data_view"], app.session_state["data_guide"] = "Guides", reader
    app.run()
    assert not app.exception and GUIDES[reader].strip() in [item.value for item in app.markdown]
    assert 120 <= len(GUIDES[reader].split()) <= 240


def test_the_guides_name_pages_and_parts_that_there_are(open_page, demonstration_path):
    guides = "\n".join(GUIDES.values())
    titles = {page.title for page in PAGES}
    assert titles <= set(re.findall(r"\*\*([^*]+)\*\*", guides))
    seen = ""
    for page in NAMES:
        app = open_page(demonstration_path, page)
        seen += "\n".join([text(app), *(item.value for item in app.header), *(box.label for box in app.selectbox)])
        seen += "\n".join(option for kind in (app.get("button_group"), app.selectbox) for item in kind for option in item.options)
    for part in set(re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", guides)):
        assert part in seen, part


@pytest.mark.parametrize("page", NAMES)
def test_no_word_of_the_machine_and_no_league_stands_on_a_page(open_page, demonstration_path, page):
    app = open_page(demonstration_path, page)
    headings = [item.value for kind in (app.header, app.subheader) for item in kind]
    labels = [item.label for kind in (app.selectbox, app.button, app.get("button_group")) for item in kind]
    options = [option for kind in (app.selectbox, app.get("button_group")) for item in kind for option in item.options]
    # What files are called is the publisher's own; who asks for a table is told its name.
    said = [text(app).replace("\\", ""), *headings, *labels, *options, *([] if page == "data_and_methods" else cells(app))]
    for words in said:
        plain = re.sub(r"file \S+\.\w+|marts\.\w+", "", words)
        assert not MACHINE.search(plain), MACHINE.search(plain)[0]
        assert not LEAGUE.search(plain), LEAGUE.search(plain)[0]
