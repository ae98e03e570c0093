"""Every page in either theme, on a desk and on a phone: no error, no raw value, nothing for axe-core to object to."""

import pytest

from pcdash.ui.pages import PAGES
from tests.browser.conftest import PHONE, RAW, Page

pytestmark = pytest.mark.browser


@pytest.mark.both_databases
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_is_sound_on_a_desk_and_on_a_phone_light_and_dark(new_tab, name):
    page = new_tab().open(f"{name}?area=E09000016")
    assert page.page.locator("h1").count() == 1
    assert RAW.search(page.text()) is None
    assert objections(page) == []
    ground = ground_of(page)
    page.page.emulate_media(color_scheme="dark")
    page.page.wait_for_function(f"() => getComputedStyle(document.querySelector('.stApp')).backgroundColor != '{ground}'")
    page.settle()
    assert objections(page) == []
    page.page.set_viewport_size(PHONE)
    page.settle()
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert page.failures() == []


def ground_of(page: Page) -> str:
    return page.page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor")


def objections(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install tests/requirements.txt")
    found = axe.Axe().run(page.page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found]
