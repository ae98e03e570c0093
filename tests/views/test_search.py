"""The search box finds indicators, areas and practices, and goes where they can be seen."""

from tests.views.harness import text


def search(app, words):
    box = next(item for item in app.selectbox if item.label.startswith("Find an indicator"))
    found = next(option for option in box.options if words in option)
    return box.select(found).run()


def test_a_practice_is_found_by_its_code_from_any_page(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "trends"), "Z10014")
    assert not app.exception and "Z10014" in text(app) and not app.title[0].value.endswith("trends")


def test_an_indicator_is_found_by_name_and_the_page_stays_where_it_can_be_seen(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "benchmark"), "Bowel cancer screening")
    assert not app.exception and app.title[0].value.endswith("benchmark") and "Bowel cancer screening" in text(app)


def test_an_indicator_found_from_a_page_without_indicators_leads_to_its_trend(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "data_and_methods"), "Bowel cancer screening")
    assert not app.exception and app.title[0].value.endswith("trends")


def test_an_area_is_found(open_page, demonstration_path):
    app = search(open_page(demonstration_path, "overview"), "(locality)")
    assert not app.exception and app.title[0].value.endswith("overview") and not app.title[0].value.startswith("Havering:")
