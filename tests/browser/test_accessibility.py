"""Every page in either theme, on a desk and on a phone: no error, no raw value, nothing for axe-core to object to."""

import pytest

from pcdash.ui.pages import PAGES
from tests.browser.conftest import PHONE, RAW

pytestmark = pytest.mark.browser


NAMES = [page.name for page in PAGES]


@pytest.mark.both_databases
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound_on_a_desk_and_on_a_phone(new_tab, name):
    assert_sound(new_tab, name, "light")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound_in_the_dark(new_tab, name):
    """Whatever the data are: they decide about words and marks, the theme about their colours."""
    assert_sound(new_tab, name, "dark")


def assert_sound(new_tab, name, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install tests/requirements.txt")
    page = new_tab(theme=theme).open(f"{name}?area=E09000016")
    assert page.page.locator("h1").count() == 1
    assert RAW.search(page.text()) is None
    found = axe.Axe().run(page.page).response["violations"]
    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found] == []
    page.page.set_viewport_size(PHONE)
    page.settle()
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert page.failures() == []
