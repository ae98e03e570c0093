"""The three readers' journeys from the address bar to the answer, by keyboard alone, at a desk and on a phone."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE, Page

pytestmark = pytest.mark.browser


@pytest.fixture(params=[(DESK, "real_app"), (PHONE, "demonstration_app")], ids=["desk, real files", "phone, demonstration"])
def reader(request, windows):
    size, app = request.param
    tab = windows(size, "light").new_page()
    yield Page(tab, request.getfixturevalue(app))
    tab.close()


def tab_to(page: Page, name: str, steps: int = 120) -> None:
    """Presses Tab until the focus is on the control of that name, as a reader without a mouse would."""
    for _ in range(steps):
        page.page.keyboard.press("Tab")
        focused = page.page.evaluate(
            "() => { const at = document.activeElement; return at.getAttribute('aria-label') || at.innerText || '' }"
        )
        if focused.strip().lower().startswith(name.lower()):
            return
    raise AssertionError(f"no control named {name} within {steps} steps of Tab")


def find(page: Page, words: str) -> Page:
    tab_to(page, "Find an indicator")
    page.page.keyboard.type(words, delay=15)
    page.page.get_by_role("option").first.wait_for()
    page.page.keyboard.press("Enter")
    return page


def heading(page: Page) -> str:
    return page.page.locator("h1").inner_text()


def test_a_board_member_sees_what_changed_and_follows_one_indicator(reader):
    reader.open("")
    assert "overview" in heading(reader)
    assert re.search(r"Of \d+ indicators|improved|better", reader.text())
    find(reader, "Diabetes: recorded prevalence")
    reader.page.wait_for_url("**/trends?*indicator=prev_diabetes*")
    reader.arrive("trends")
    assert "Diabetes: recorded prevalence" in reader.text()
    reader.page.go_back()
    reader.arrive("overview")
    assert reader.failures() == []


def test_a_locality_lead_goes_from_the_map_to_the_benchmark_and_keeps_the_indicator(reader):
    reader.open("locality_map?area=E09000016&indicator=prev_diabetes")
    assert "95% interval" in reader.text()
    tab_to(reader, "Benchmark")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/benchmark?*indicator=prev_diabetes*")
    reader.arrive("benchmark")
    assert "Diabetes: recorded prevalence" in reader.text()
    address = reader.page.url
    reader.page.reload()
    reader.arrive("benchmark")
    assert reader.page.url == address and reader.failures() == []


def test_a_clinician_finds_the_practice_by_code_and_reads_its_profile(reader):
    reader.open("practice_profile?area=E09000016")
    code = re.search(r"\b[A-Z]\d{5}\b", reader.text())[0]
    reader.open("")
    find(reader, code)
    reader.page.wait_for_url(f"**/practice_profile?*practice={code}*")
    reader.page.locator("[data-testid='stMain']").get_by_text(code).first.wait_for()
    reader.settle()
    assert "England" in reader.text() and reader.failures() == []


def test_a_shared_link_shows_another_reader_the_same(reader, chromium):
    reader.open("benchmark?area=E09000016&indicator=prev_copd&comparator=region")
    other = Page(chromium.new_context(viewport=DESK).new_page(), reader.address)
    other.page.goto(reader.page.url)
    other.settle()
    assert heading(other) == heading(reader) and "COPD" in other.text()
    other.page.context.close()
