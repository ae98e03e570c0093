"""The practice profile in Chromium: finding a practice, a click on the chart, and every width."""

import re

import pytest

from tests.browser.conftest import PHONE, RAW
from tests.browser.test_accessibility import objections

pytestmark = pytest.mark.browser


def practice_box(page):
    return page.page.locator("[data-testid='stSelectbox']").filter(has_text="type a name, code or postcode").locator("input")


def chart(page):
    return page.page.locator("[data-testid='stVegaLiteChart']").first


def click_first_row(page):
    name = chart(page).locator(".mark-text text").filter(has_text=re.compile(r"\w")).first
    name.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = name.bounding_box()
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def press_enter(page, box, typed):
    box.click()
    box.press_sequentially(typed)
    box.press("Enter")


@pytest.mark.parametrize("where", ["frame", "picker"])
def test_enter_opens_the_best_match_of_what_was_typed_not_the_first_of_the_list(page, where):
    page.open("practice_profile")
    frame = page.page.get_by_role("combobox", name="Find an indicator, area or practice")
    # Many names hold these letters; one begins with them, and its code is written as nobody prints it.
    for typed, name in (("norritg", "Norritgarth Medical Centre"), ("z10 028", "Norritstead Practice")):
        press_enter(page, frame if where == "frame" else practice_box(page), typed)
        page.page.get_by_role("heading", level=1, name=name, exact=True).wait_for()
        page.settle()
    page.page.wait_for_url("**practice=Z10028*")
    assert page.failures() == []


def test_a_postcode_of_no_practice_leads_to_the_nearest(page):
    page.open("practice_profile")
    heading = page.page.locator("h1").inner_text()
    postcode = practice_box(page).input_value().rsplit("\u00b7", 1)[1].replace("(closed)", "").strip()
    unknown = postcode[:-2] + ("ZZ" if not postcode.endswith("ZZ") else "AA")
    press_enter(page, practice_box(page), unknown)
    page.page.get_by_text("Nearest to the middle of").wait_for()
    assert page.page.locator("h1").inner_text() == heading, "the practice stays until another is chosen"
    links = page.page.locator(".st-key-found button")
    name = links.last.locator("p").inner_text().split(" \u00b7 ")[0]
    links.last.click()
    page.page.get_by_role("heading", level=1, name=name, exact=True).wait_for()
    page.settle()
    page.page.wait_for_url("**practice=*")
    assert page.page.locator(".st-key-found").count() == 0
    assert page.failures() == []


def test_an_address_written_by_hand_is_put_right_and_back_leaves_it(page):
    page.open("overview")
    page.open("practice_profile?practice=z10%20014")
    page.arrive("Norritgarth")
    page.page.wait_for_url("**/practice_profile?practice=Z10014")
    for _ in range(3):
        page.page.go_back()
        page.settle()
        if "overview" in page.page.url:
            break
    page.arrive("overview")
    assert page.failures() == []


def test_a_click_on_a_row_opens_its_indicator_and_escape_returns(page):
    page.open("practice_profile?area=E09000016")
    dialog = page.page.get_by_role("dialog")
    for _ in range(2):
        click_first_row(page)
        dialog.get_by_text("What this measures").wait_for()
        page.settle()
        page.page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
    assert page.failures() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_values_stand_beside_every_row_at_every_width(page, width):
    page.page.set_viewport_size({"width": width, "height": 900})
    page.open("practice_profile?area=E09000016")
    frame = chart(page).bounding_box()
    seen = chart(page).evaluate(
        """element => [...element.querySelectorAll('.mark-text text')]
            .filter(text => text.getAttribute('opacity') !== '0' && text.textContent)
            .map(text => { const box = text.getBoundingClientRect(); return [text.textContent, box.left, box.right] })"""
    )
    assert sum("%" in words for words, _, _ in seen) > 10
    assert all(left >= frame["x"] - 1 and right <= frame["x"] + frame["width"] + 1 for _, left, right in seen)
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    assert page.failures() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("part", ["Patients", "Adjustments", "Outcome standards", "Neighbours"])
def test_each_part_is_sound_on_a_desk_and_on_a_phone(page, part):
    page.open("practice_profile?area=E09000016")
    page.page.get_by_role("radio", name=part).click()
    page.settle()
    assert RAW.search(page.text()) is None and objections(page) == []
    page.page.set_viewport_size(PHONE)
    page.settle()
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert page.failures() == []


def test_a_neighbour_opens_beside_the_practice(page):
    page.open("practice_profile?area=E09000016")
    page.page.get_by_role("radio", name="Neighbours").click()
    link = page.page.locator("[data-testid='stTable'] a").first
    link.wait_for()
    name = link.inner_text()
    with page.page.context.expect_page() as opened:
        link.click()
    opened.value.get_by_role("heading", level=1, name=name, exact=True).wait_for()
    assert "practice=" in opened.value.url and page.failures() == []
