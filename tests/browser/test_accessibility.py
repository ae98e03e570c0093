"""axe-core finds nothing to object to on any page, in either theme; outcomes stay apart for every kind of colour vision."""

import pytest

from tests.browser.conftest import Page

PAGES = ("overview", "locality_map", "practice_profile", "benchmark", "trends", "survey", "inequalities", "data_and_methods")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(chromium, app, name, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install tests/requirements.txt")
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=theme)
    page = Page(context.new_page(), app).open(f"{name}?area=E09000016")
    found = axe.Axe().run(page.page).response["violations"]
    context.close()
    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found] == []
