"""The survey page as its readers meet it: bars that can be read on a phone, one practice, the strategy's table."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


CHARTS = ("survey", "survey_years")


def chart(page, which):
    """One of the charts, by its place on the page."""
    return page.page.locator("[data-testid='stVegaLiteChart']").nth(CHARTS.index(which))


def inside(box, frame):
    return box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_every_name_and_number_is_whole_on_a_phone(phone):
    phone.open("survey?area=E09000016")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    drawn = chart(phone, "survey")
    frame = drawn.locator("svg.marks").bounding_box()
    names = drawn.locator(".role-axis-label text")
    assert names.count() > 16
    for number in range(names.count()):
        assert inside(names.nth(number).bounding_box(), frame), names.nth(number).text_content()
        assert "\u2026" not in names.nth(number).text_content()
    bars = drawn.locator(".mark-rect.role-mark path").evaluate_all("all => all.map(bar => bar.getBoundingClientRect().width)")
    assert sum(bars) > 0.15 * frame["width"] * 16, "the bars are too small to read"


def test_numbers_stand_only_in_bars_that_can_hold_them(phone):
    phone.open("survey?area=E09000016")
    shown = chart(phone, "survey").locator(".mark-text.role-mark text")
    opacities = shown.evaluate_all("all => all.map(text => text.getAttribute('opacity') ?? getComputedStyle(text).opacity)")
    assert {"0"} < set(opacities), "narrow segments hide their number, wide ones show it"


def test_one_practice_has_its_own_answers(page):
    page.open("survey?area=E09000016")
    page.page.get_by_text("One practice", exact=True).click()
    page.page.get_by_role("combobox", name="Practice").first.wait_for()
    page.settle()
    assert page.failures() == []
    assert not page.page.locator("h1").inner_text().startswith("Havering")


@pytest.mark.both_databases
def test_practices_are_drawn_beside_each_other(page):
    page.open("survey?area=E09000016")
    page.page.get_by_text("Practice by practice", exact=True).first.click()
    page.page.get_by_text("Survey of", exact=True).wait_for()
    page.settle()
    charts = page.page.locator("[data-testid='stVegaLiteChart']")
    assert charts.last.locator(".mark-symbol.role-mark path").count() > 10
    assert page.failures() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("area", ["E09000016", "E09000015"])
def test_the_strategys_table_names_what_is_missing(page, area):
    page.open(f"survey?area={area}")
    said = page.text()
    if area == "E09000016":
        assert "As in the Harrow strategy" not in said
    if "As in the Harrow strategy of 2018" in said:
        assert said.count("is not among the dashboard") == 2
    assert page.failures() == []
