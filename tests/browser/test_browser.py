"""The app as its readers meet it, in Chromium, on the demonstration and on real published files."""

import io
import re
import shutil

import pytest

from pcdash.ui.pages import PAGES
from tests.browser.conftest import RAW, Page, serving

pytestmark = pytest.mark.browser


def test_the_bare_address_opens_the_overview(page):
    page.open("")
    assert page.failures() == []
    assert "overview" in page.page.locator("h1").inner_text()


@pytest.mark.both_databases
@pytest.mark.parametrize("level", ["practice", "locality", "small_area"])
def test_the_map_paints_in_more_than_one_colour(page, level):
    from PIL import Image

    page.open(f"locality_map?level={level}")
    chart = page.page.locator("[data-testid='stVegaLiteChart']").first
    chart.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(chart.screenshot())).convert("RGB").quantize(16).convert("RGB")
    common = [colour for count, colour in picture.getcolors(1 << 16) if count > 150]
    assert len(common) >= 3, common
    assert page.failures() == []


def test_a_click_on_the_map_chooses_the_practice(page):
    page.open("locality_map")
    marks = page.page.locator("[data-testid='stVegaLiteChart'] .mark-symbol.role-mark path")
    assert marks.count() > 5
    marks.nth(3).click(force=True)
    page.page.get_by_text("See the whole profile of this practice").wait_for()
    assert page.failures() == []


def test_the_selection_is_in_the_address_and_survives_page_change_reload_and_back(page):
    page.open("benchmark")
    before = page.page.url
    comparator = page.page.locator("[data-testid='stSelectbox']").filter(has_text="Compare with").locator("input")
    comparator.click()
    page.page.get_by_role("option").nth(1).click()
    page.page.wait_for_url("**/benchmark?*comparator=region*")
    page.page.get_by_role("link", name="Trends").first.click()
    page.page.wait_for_url("**/trends?*comparator=region*")
    page.arrive("trends")
    page.page.reload()
    page.arrive("trends")
    assert "comparator=region" in page.page.url
    page.page.go_back()
    page.page.wait_for_url("**/benchmark?*comparator=region*")
    page.arrive("benchmark")
    page.page.go_back()
    page.page.wait_for_url(before)
    page.page.wait_for_function("input => input.value === 'England'", arg=comparator.element_handle())
    page.settle()
    assert page.failures() == []


def test_a_shared_link_opens_the_same_view_in_a_second_browser(page, chromium):
    page.open("practice_profile?area=E09000016")
    chosen, link = page.page.locator("h1").inner_text(), page.page.url
    context = chromium.new_context()
    other = context.new_page()
    other.goto(link)
    other.wait_for_selector("h1", timeout=60_000)
    assert other.locator("h1").inner_text() == chosen
    context.close()


def test_a_database_replaced_while_a_page_is_open_is_shown_at_the_next_choice(
    chromium, small_database, demonstration_path, tmp_path
):
    served = tmp_path / "served.duckdb"
    shutil.copy(small_database.path, served)
    with serving(served) as address:
        context = chromium.new_context()
        page = Page(context.new_page(), address).open("benchmark")
        assert page.page.get_by_text("Synthetic demonstration data").count() == 0
        shutil.copy(demonstration_path, tmp_path / "newer.duckdb")
        (tmp_path / "newer.duckdb").replace(served)
        page.page.get_by_text("Funnel", exact=True).click()
        page.page.get_by_text("Synthetic demonstration data").first.wait_for(timeout=60_000)
        page.arrive("benchmark")
        assert "outside the dashed lines" in page.text() and page.failures() == []
        context.close()


def test_a_bad_address_falls_back_and_says_so(page):
    page.open("benchmark?indicator=no_such_indicator&area=E99999999")
    assert "no_such_indicator" in page.text() and "Showing" in page.text()
    assert page.failures() == []


def test_the_download_carries_counts_intervals_codes_source_and_filters(page):
    page.open("benchmark")
    with page.page.expect_download() as download:
        page.page.locator("[class*=_menu] summary").first.click()
        page.page.get_by_role("button", name="Data (CSV)").click()
    header, first = download.value.path().read_text(encoding="utf-8-sig").splitlines()[:2]
    for column in ("Numerator", "Denominator", "Lower CI 95.0 limit", "Area code", "Period", "Source", "Filters", "Data"):
        assert column in header.split(",")
    assert "indicator=" in first


@pytest.mark.parametrize("name", [page.name for page in PAGES if page.has_charts])
def test_a_chart_is_saved_as_a_picture_that_stands_alone(page, name):
    page.open(name)
    with page.page.expect_download() as download:
        page.page.locator("[class*=_menu] summary").first.click()
        page.page.get_by_role("button", name="Picture (SVG)").click()
    picture = download.value.path().read_text(encoding="utf-8")
    assert picture.startswith("<svg") and "Contains OS data" in picture and "Figures:" in picture
    assert RAW.search(re.sub(r"<[^>]*>", " ", picture)) is None
    assert name != "trends" or ">1: " in picture


def test_on_paper_a_guide_stands_without_the_frame(page):
    page.open("data_and_methods")
    page.page.get_by_text("Guides", exact=True).click()
    page.page.get_by_role("heading", name="Guide: locality lead").wait_for()
    page.settle()
    page.page.emulate_media(media="print")
    seen = page.text()
    assert "You want to know" in seen and "To share what you see" in seen
    for hidden in (".st-key-pages", ".st-key-finder", "[data-testid='stButtonGroup']", "[data-testid='stHeader']"):
        assert page.page.locator(hidden).first.is_hidden(), hidden
    page.page.emulate_media(media="screen")
    page.page.get_by_text("Glossary", exact=True).click()
    page.page.get_by_text("Wilson interval.").wait_for()
    page.settle()
    page.page.emulate_media(media="print")
    # Streamlit's page is a box as high as the window that scrolls; on paper it must be as long as what is in it.
    assert page.page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid=stMain]'), style = getComputedStyle(main);
            return style.overflowY === 'visible' && main.clientHeight > 2 * window.innerHeight;
        }"""
    )
    page.page.emulate_media(media="screen")
    assert page.failures() == []
