"""The search box and the picker of practices: Enter opens the best match, wherever the reader is."""

import pytest

from pcdash.ui.pages import PAGES
from tests.views.harness import enter, text


def finder(app):
    return next(item for item in app.selectbox if item.label.startswith("Find an indicator"))


def search(app, words):
    return finder(app).select(next(option for option in finder(app).options if words in option)).run()


def links(app):
    return [button for button in app.button if (button.key or "").startswith("found_")]


@pytest.mark.parametrize("typed", ["Z10014", " z10 014", "zz2 1ty", "Norritgarth", "ritgarth"])
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_enter_opens_the_best_match_from_any_page(open_page, demonstration_path, page, typed):
    app = enter(finder(open_page(demonstration_path, page)), typed)
    assert not app.exception and app.title[0].value == "Norritgarth Medical Centre"


@pytest.mark.parametrize("typed", ["Z10014", " z10 014", "zz2 1ty", "Norritgarth", "ritgarth"])
def test_enter_does_the_same_in_the_picker_of_practices(open_page, demonstration_path, typed):
    app = enter(open_page(demonstration_path, "practice_profile", area="HAV-1").selectbox(key="pick_practice"), typed)
    assert not app.exception and app.title[0].value == "Norritgarth Medical Centre"
    assert app.selectbox(key="pick_practice").value == "Z10014"
    assert app.selectbox(key="pick_area").value == "E09000016", "the practice lies in another locality, so its borough is shown"


def test_a_practice_of_the_area_that_is_shown_leaves_it(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", area="HAV-1")
    box = app.selectbox(key="pick_practice")
    second = box.options[1].split(" \u00b7 ")[1]
    app = enter(box, second.lower())
    assert app.selectbox(key="pick_practice").value == second and app.selectbox(key="pick_area").value == "HAV-1"


def test_a_practice_chosen_from_the_list_is_taken_as_it_is(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", area="HAV-1")
    app.selectbox(key="pick_practice").select_index(1).run()
    assert app.selectbox(key="pick_area").value == "HAV-1" and app.selectbox(key="pick_practice").index == 1


@pytest.mark.parametrize("page", ["overview", "practice_profile", "data_and_methods"])
def test_a_postcode_without_a_practice_offers_the_nearest(open_page, small_database, page):
    app = enter(finder(open_page(small_database.path, page)), "rm2 9zz")
    assert not app.exception and "Nearest to the middle of RM2" in text(app)
    assert {"found_T10004", "found_T10005", "found_T10006"} <= {link.key for link in links(app)}
    assert all(" km" in link.label for link in links(app))
    assert app.run() and links(app), "they stay until one is chosen"
    first = links(app)[0]
    app = first.click().run()
    assert not app.exception and app.title[0].value.startswith("South") and not links(app)
    assert app.selectbox(key="pick_practice").value == first.key.removeprefix("found_")


def test_what_is_found_besides_is_offered_and_gone_with_the_next_choice(open_page, demonstration_path):
    app = enter(finder(open_page(demonstration_path, "practice_profile")), "Aldren")
    assert app.title[0].value == "Aldrencliffe Surgery" and len(links(app)) == 3
    second = links(app)[1]
    app = second.click().run()
    assert app.title[0].value in second.label and not links(app)


def test_a_closed_practice_says_so_where_it_is_found_and_where_it_is_opened(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview")
    assert next(option for option in finder(app).options if "Z10005" in option).endswith("(closed)")
    app = enter(finder(app), "z10005")
    assert "This practice closed on" in text(app)


@pytest.mark.parametrize("key", ["search", "pick_practice"])
def test_a_text_that_is_nowhere_is_said_and_changes_nothing(open_page, small_database, key):
    app = open_page(small_database.path, "practice_profile", practice="T10002")
    app = enter(app.selectbox(key=key), "Doctor *Nobody*")
    assert not app.exception and "is no name, code or postcode" in text(app) and "\\*Nobody\\*" in text(app)
    assert app.selectbox(key="pick_practice").value == "T10002"


def test_an_indicator_is_found_by_name_and_the_page_stays_where_it_can_be_seen(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "benchmark"), "Bowel cancer screening")
    assert not app.exception and app.title[0].value.endswith("benchmark") and "Bowel cancer screening" in text(app)


def test_an_indicator_found_from_a_page_without_indicators_leads_to_its_trend(open_page, demonstration_path):
    app = enter(finder(open_page(demonstration_path, "data_and_methods")), "bowel screening")
    assert not app.exception and app.title[0].value.endswith("trends") and "Bowel cancer screening" in text(app)


def test_an_area_is_found(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "overview"), "(locality)")
    assert not app.exception and app.title[0].value.endswith("overview") and not app.title[0].value.startswith("Havering:")
