"""axe-core finds nothing to object to on any page, in either theme; outcomes stay apart for every kind of colour vision."""

import pytest

from pcdash.ui.pages import PAGES


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_axe_finds_no_violation(new_tab, name, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install tests/requirements.txt")
    page = new_tab(theme=theme).open(f"{name}?area=E09000016")
    found = axe.Axe().run(page.page).response["violations"]
    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found] == []
