"""Trends in Chromium: the small multiples find their own number of columns, and the numbers on the chart are in the list."""

import pytest

pytestmark = pytest.mark.browser

NAMES = """(chart) => [...chart.querySelectorAll('text')].filter(
    text => getComputedStyle(text).fontSize === '13px' && getComputedStyle(text).fontWeight === '700'
).map(text => [Math.round(text.getBoundingClientRect().x), Math.round(text.getBoundingClientRect().y)])"""


@pytest.mark.both_databases
@pytest.mark.parametrize(("width", "columns"), [(390, 2), (1440, 5)])
def test_small_multiples_stand_in_as_many_columns_as_there_is_room_for(new_tab, width, columns):
    page = new_tab({"width": width, "height": 1000}).open("trends?indicator=prev_diabetes&level=practice")
    chart = page.page.locator("[data-testid='stVegaLiteChart']").last
    chart.scroll_into_view_if_needed()
    page.settle()
    places = chart.evaluate(NAMES)
    assert len({x for x, _ in places}) == columns and len(places) > 20
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    assert page.failures() == []


@pytest.mark.both_databases
def test_a_name_stands_above_its_line_and_the_years_below(page):
    page.open("trends?indicator=prev_diabetes&level=practice")
    chart = page.page.locator("[data-testid='stVegaLiteChart']").last
    chart.scroll_into_view_if_needed()
    page.settle()
    first_name = min(y for _, y in chart.evaluate(NAMES))
    years = chart.locator("text").filter(has_text="/").evaluate_all("texts => texts.map(text => text.getBoundingClientRect().y)")
    assert years and first_name < min(years)


@pytest.mark.both_databases
def test_every_number_on_the_chart_is_in_the_list(page):
    page.open("trends?indicator=prev_diabetes")
    chart = page.page.locator("[data-testid='stVegaLiteChart']").first
    numbers = {text for text in chart.locator("text").all_text_contents() if text.isdigit()}
    listed = page.page.locator("[data-testid='stCaptionContainer'] ol li").count()
    assert listed >= 3 and numbers == {str(number) for number in range(1, listed + 1)}
    assert page.failures() == []
