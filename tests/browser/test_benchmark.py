"""The benchmark in Chromium: its views are links that can be shared, a click marks a practice, nothing is cut off."""

import pytest

pytestmark = pytest.mark.browser

VIEWS = ("ranked", "funnel", "pair", "change")
SIGNS = "[data-testid='stVegaLiteChart'] .mark-symbol.role-mark path"


@pytest.mark.both_databases
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_from_its_address_and_is_no_wider_than_any_screen(page, view):
    page.open(f"benchmark?view={view}&indicator=prev_diabetes")
    assert page.page.locator(SIGNS).count() > 10
    assert "None" not in page.text()
    for width in (1024, 390):
        page.page.set_viewport_size({"width": width, "height": 844})
        page.settle()
        assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        right = page.page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(
                svg => svg.getBoundingClientRect().right))"""
        )
        assert right <= width
    assert page.failures() == []


def test_a_view_chosen_by_hand_is_in_the_address_and_survives_a_reload(page):
    page.open("benchmark?indicator=prev_diabetes")
    page.page.get_by_text("Funnel", exact=True).click()
    page.page.wait_for_url("**view=funnel**")
    page.settle()
    page.page.reload()
    page.settle()
    assert "outside the dashed lines" in page.text() and page.failures() == []


def test_a_click_on_a_point_of_the_funnel_marks_the_practice(page):
    page.open("benchmark?indicator=prev_diabetes&view=funnel")
    page.page.locator(SIGNS).nth(5).click(force=True)
    page.page.wait_for_url("**practice=**")
    page.settle()
    labels = page.page.locator("[data-testid='stVegaLiteChart'] text").all_text_contents()
    assert [label for label in labels if label.startswith("\u25ba ")], labels
    assert page.failures() == []
