"""The inequalities page as its readers meet it: the line through the groups, switches, a phone."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


CHARTS = ("groups", "over_time", "glance")


def chart(page, which):
    """One of the charts, by its place on the page."""
    return page.page.locator("[data-testid='stVegaLiteChart']").nth(CHARTS.index(which))


@pytest.mark.both_databases
def test_groups_line_and_intervals_are_drawn(page):
    page.open("inequalities?area=E09000016")
    drawn = chart(page, "groups")
    assert drawn.locator(".mark-symbol.role-mark path").count() == 5
    (line,) = drawn.locator(".mark-line.role-mark path").all()
    frame = drawn.locator("svg.marks").bounding_box()
    assert line.bounding_box()["width"] > 0.8 * frame["width"], "the line runs through the whole population"
    assert page.failures() == []


def test_slope_and_gap_can_be_switched(page):
    page.open("inequalities?area=E09000016")
    drawn = "[data-testid='stVegaLiteChart'][aria-label^='{}']".format
    assert page.page.locator(drawn("Slope index of")).count() and not page.page.locator(drawn("Gap of")).count()
    page.page.get_by_text("Gap", exact=True).first.click()
    page.settle()
    page.page.locator(drawn("Gap of")).first.wait_for()
    assert page.failures() == []


def test_nothing_is_cut_off_on_a_phone(phone):
    phone.open("inequalities?area=E09000016")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for which in ("groups", "over_time", "glance"):
        drawn = chart(phone, which)
        frame = drawn.locator("svg.marks").bounding_box()
        labels = drawn.locator(".role-axis-label text, .role-axis-title text, .mark-text.role-mark text")
        assert labels.count() > 3
        for number in range(labels.count()):
            box = labels.nth(number).bounding_box()
            if box and box["width"]:
                assert box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, (
                    which,
                    labels.nth(number).text_content(),
                )


def test_the_words_stay_when_the_indicator_changes(page):
    page.open("inequalities?area=E09000016")
    first = page.page.locator("h1 ~ *, [data-testid='stMarkdown']").all_inner_texts()
    assert any("slope index" in words for words in first)
    page.page.get_by_role("combobox", name="Indicator").first.click()
    page.page.get_by_role("option").nth(4).click()
    page.settle()
    assert page.failures() == []
    assert "slope index" in page.text() or "no groups by deprivation" in page.text()
