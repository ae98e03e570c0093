"""What only a browser shows of the overview: that cells and cards lead to the figure, and that nothing is cut off on a phone."""

import pytest

from tests.browser.conftest import RAW

pytestmark = pytest.mark.browser


def test_a_click_on_a_cell_opens_its_years(page):
    page.open("overview?area=E09000016")
    # So many marks are painted, not drawn: cells have a place, but no element.
    grid = page.page.locator(".st-key-rug_chart canvas, .st-key-rug_chart svg.marks").first
    grid.evaluate("grid => grid.scrollIntoView({block: 'end'})")
    page.settle()
    box = grid.bounding_box()
    # The survey is shown at first, of which most is worse; every locality has its last rows.
    page.page.mouse.click(box["x"] + box["width"] - 40, box["y"] + box["height"] - 24 * 3)
    page.page.wait_for_url("**/trends?*")
    page.arrive("trends")
    assert "area=HAV-6" in page.page.url and "indicator=" in page.page.url
    assert page.page.locator("h1").inner_text() == "Upminster and Cranham: trends"
    assert page.failures() == []


def test_a_cell_of_the_table_opens_the_same(page):
    page.open("overview?area=E09000016")
    switch = page.page.locator(".st-key-rug_bar").get_by_text("Table", exact=True)
    switch.scroll_into_view_if_needed()
    switch.click()
    page.settle()
    table = page.page.locator(".st-key-rug_table canvas").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.page.mouse.click(box["x"] + 250, box["y"] + 55)
    page.page.wait_for_url("**/trends?*indicator=*")
    page.arrive("trends")
    assert page.failures() == []


def test_a_card_leads_to_the_years_of_its_indicator_and_keeps_the_area(page):
    page.open("overview?area=E09000016&comparator=region")
    page.page.locator("[class*='st-key-card_'] [data-testid='stPageLink'] a").first.click()
    page.page.wait_for_url("**/trends?*indicator=*")
    page.arrive("trends")
    assert "comparator=region" in page.page.url and "area=E09000016" in page.page.url
    assert page.failures() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("area", ["E09000016", "HAV-3", "BHR"])
def test_every_kind_of_area_reads_without_a_raw_value_and_every_sparkline_is_drawn(page, area):
    page.open(f"overview?area={area}")
    assert page.failures() == [] and RAW.search(page.text()) is None
    small = page.page.locator("[class*='st-key-card_'] [data-testid='stVegaLiteChart']")
    assert small.count() == page.page.locator("[class*='st-key-card_']").count() > 0
    for number in range(small.count()):
        small.nth(number).scroll_into_view_if_needed()
        assert small.nth(number).locator(".mark-line.role-mark path").count() > 0
        assert small.nth(number).locator(".mark-text.role-mark text").count() > 0
