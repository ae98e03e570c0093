"""The frame in Chromium: how little room it takes, how few steps of the Tab key, and what a phone folds away."""

import tomllib

import pytest

from pcdash import config
from pcdash.ui.pages import PAGES
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_journeys import tab_to

pytestmark = pytest.mark.browser

SCREEN = {"width": 1440, "height": 900}
TOPS = """() => {
    const title = document.querySelector('h1'), box = title.closest('[data-testid=stElementContainer]');
    return [title, box.nextElementSibling].map(part => part.getBoundingClientRect().top);
}"""


def height(page, key: str) -> float:
    return page.page.locator(f".st-key-{key}").bounding_box()["height"]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_the_header_is_low_and_the_title_and_the_content_start_near_the_top(new_tab, name):
    page = new_tab(SCREEN).open(name)
    said = page.page.locator(".st-key-kind_of_data")
    assert "Synthetic demonstration data" in said.inner_text() and said.get_by_role("img").count() == 1
    bottom = said.bounding_box()["y"] + said.bounding_box()["height"]
    title, content = page.page.evaluate(TOPS)
    assert bottom <= 110 and bottom < title < content <= 200
    page.page.set_viewport_size(PHONE)
    page.settle()
    assert height(page, "header") <= 110
    parts = [page.page.locator(f".st-key-{key}").bounding_box() for key in ("name", "finder", "pages")]
    assert all(part["x"] >= 0 and part["x"] + part["width"] <= PHONE["width"] for part in parts)
    assert page.failures() == []


def test_every_page_can_be_reached_from_a_phone(phone):
    phone.open("overview")
    for each in reversed(PAGES):
        phone.page.locator(".st-key-pages").get_by_role("link", name=each.title, exact=True).click()
        phone.page.wait_for_url(f"**/{each.name}?*")
        phone.page.locator(".st-key-page_here").get_by_text(each.title, exact=True).wait_for()
        phone.settle()
    assert phone.failures() == []


def test_a_phones_pickers_lie_behind_one_button_that_stays_open(phone):
    phone.open("benchmark?indicator=prev_diabetes")
    picker = phone.page.get_by_role("combobox", name="Compare with")
    assert not picker.is_visible()
    tab_to(phone, "Change: area, indicator, period, comparison")
    phone.page.keyboard.press("Enter")
    tab_to(phone, "Compare with")
    phone.page.keyboard.press("ArrowDown")
    phone.page.get_by_role("option").nth(1).click()
    phone.page.wait_for_url("**comparator=region*")
    phone.settle()
    assert picker.is_visible() and phone.failures() == []
    tab_to(phone, "Change:")
    phone.page.keyboard.press("Enter")
    assert not picker.is_visible()


def test_pickers_stand_in_one_row_at_a_desk_without_the_button(page):
    page.open("benchmark")
    boxes = [box.bounding_box() for box in page.page.locator(".st-key-pickers [data-testid='stSelectbox']").all()]
    assert len(boxes) == 4 and len({box["y"] for box in boxes}) == 1
    assert not page.page.get_by_text("Change: area").is_visible()


def test_a_chart_takes_two_steps_of_the_tab_key_and_its_menu_gives_four_files(page):
    page.open("benchmark")
    tab_to(page, "Chart")
    steps = ["Chart"]
    for _ in range(5):
        page.page.keyboard.press("Tab")
        inside = """() => document.activeElement.closest('.st-key-benchmark_bar, .st-key-benchmark_chart')?.contains(
            document.activeElement) ? document.activeElement.innerText : ''"""
        steps += [words.strip()] if (words := page.page.evaluate(inside)) else []
    assert len(steps) == 2 and "Download" in steps[1]
    page.open("benchmark")
    tab_to(page, "Download")
    page.page.keyboard.press("Enter")
    page.page.get_by_role("button", name="Data (CSV)").wait_for()
    with page.page.expect_download() as download:
        tab_to(page, "Data (CSV)", steps=1)
        page.page.keyboard.press("Enter")
    assert download.value.suggested_filename == "pcdash_benchmark_synthetic.csv"
    page.open("benchmark")
    page.page.locator(".st-key-benchmark_menu summary").click()
    for name, form in (("Data (Excel)", "xlsx"), ("Picture (PNG)", "png"), ("Picture (SVG)", "svg")):
        with page.page.expect_download() as download:
            page.page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"pcdash_benchmark_synthetic.{form}"
    assert page.failures() == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_accent_is_the_primary_colour_of_the_theme(new_tab, theme):
    settings = tomllib.loads((config.PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    red, green, blue = bytes.fromhex(settings["theme"][theme]["primaryColor"].removeprefix("#"))
    page = new_tab(DESK, theme).open("trends")
    for part in (".st-key-name", ".st-key-page_here a"):
        line = "el => { const s = getComputedStyle(el); return [s.borderLeftColor, s.borderBottomColor] }"
        assert f"rgb({red}, {green}, {blue})" in page.page.locator(part).evaluate(line)
