"""The map as its readers use it, in Chromium: clicks on map and list, names that can be read, a phone."""

import pytest

pytestmark = pytest.mark.browser


def chart(page, which):
    """The map, the ranked list or the small maps, by the key that Streamlit writes into the page."""
    return page.page.locator(f".st-key-{which}_chart")


def chosen(page):
    return page.page.get_by_role("combobox", name="Selected").first.input_value()


def clear_of_each_other(page):
    """Boxes of the names on the map: each inside the chart, none over another."""
    frame = chart(page, "map").locator("svg.marks").bounding_box()
    names = chart(page, "map").locator(".mark-text.role-mark").last.locator("text")
    boxes = [names.nth(number).bounding_box() for number in range(names.count())]
    assert len(boxes) >= 3
    for box in boxes:
        assert box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        assert box["y"] >= frame["y"] - 1 and box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            assert across <= 1 or down <= 1, (one, other)


def lit(page):
    """Who has a ring on the map and a band in the list, by the words on their marks."""
    return page.page.evaluate(
        """() => {
            const of = (chart, kind) => [...document.querySelectorAll(`.st-key-${chart}_chart .mark-${kind}.role-mark path`)];
            const rings = of('map', 'symbol').filter(ring => !ring.ariaLabel && ring.getAttribute('opacity') === '1');
            const at = ring => ring.getAttribute('transform');
            const named = of('map', 'symbol').filter(mark => mark.ariaLabel && rings.map(at).includes(at(mark)));
            const banded = of('ranking', 'rect').filter(band => band.getAttribute('fill') !== 'transparent');
            return [named, banded].map(found => found.map(item => item.ariaLabel).join('; '));
        }"""
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("level", ["practice", "locality", "small_area"])
def test_map_and_list_end_inside_the_first_screen_beside_each_other(new_tab, level):
    page = new_tab({"width": 1440, "height": 900}).open(f"locality_map?area=E09000016&level={level}")
    drawn, listed = chart(page, "map").bounding_box(), page.page.locator(".st-key-map_side").bounding_box()
    assert drawn["y"] + drawn["height"] <= 900 and listed["y"] + listed["height"] <= 900
    assert drawn["x"] + drawn["width"] <= listed["x"] and abs(drawn["y"] - listed["y"]) < 5 and drawn["width"] > 800


def test_what_the_reader_points_at_is_lit_on_the_map_and_in_the_list(page):
    page.open("locality_map")
    rows = chart(page, "ranking").locator(".mark-rect.role-mark path")
    marks = chart(page, "map").locator(".mark-symbol.role-mark path[aria-label]")
    for pointed in (rows.nth(4), marks.last):
        pointed.hover(force=True)
        page.settle()
        name = pointed.get_attribute("aria-label")
        assert lit(page) == [name, name]
    page.page.mouse.move(5, 5)
    page.settle()
    assert lit(page) == ["", ""] and "practice=" not in page.page.url


def test_by_keyboard_a_reader_zooms_chooses_and_passes_both_charts(page):
    page.open("locality_map")

    def tab():
        page.page.keyboard.press("Tab")
        return page.page.evaluate("() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText")

    def tab_to(name):
        return next(step for step in range(60) if tab().strip().startswith(name))

    tab_to("Zoom to")
    page.page.keyboard.type("Central R", delay=15)
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**area=HAV-3*")
    page.settle()
    assert "in Central Romford" in page.text()
    page.page.locator("h1").click()
    tab_to("Selected practice")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**practice=*")
    page.settle()
    # Nothing in map or list but the ways on from the selected practice and the link of the list.
    page.page.get_by_role("radio", name="Chart").first.focus()
    tab()
    assert [tab().split("\n")[-1] for _ in range(3)] == [
        "See the whole profile of this practice",
        "See trends",
        "Compare practices",
    ]
    assert page.failures() == []


def test_map_and_list_follow_each_other(page):
    page.open("locality_map")
    marks = chart(page, "map").locator(".mark-symbol.role-mark path[aria-label]")
    assert marks.count() > 5
    assert chosen(page) == ""
    marks.last.click(force=True)
    page.page.wait_for_url("**practice=*")
    page.settle()
    first = chosen(page)
    assert first and f"in {first}, " in page.text()
    rows = chart(page, "ranking").locator(".mark-rect.role-mark path")
    rows.nth(2).click(force=True)
    page.page.wait_for_function("before => !location.search.includes(before)", arg=page.page.url.split("practice=")[1][:6])
    page.settle()
    second = chosen(page)
    assert second and second != first
    # The mark clicked before is chosen again, although the map never heard of the choice in the list.
    marks = chart(page, "map").locator(".mark-symbol.role-mark path")
    chart(page, "map").locator(f"path[aria-label^='{first}']").first.click(force=True)
    page.page.get_by_text(f"in {first}, ").wait_for()
    page.settle()
    assert chosen(page) == first
    assert page.failures() == []


def test_a_locality_is_chosen_by_its_mark_and_leads_to_its_practices(page):
    page.open("locality_map?level=locality")
    marks = chart(page, "map").locator(".mark-symbol.role-mark path[aria-label]")
    marks.nth(1).click(force=True)
    page.page.wait_for_url("**area=HAV-*")
    page.page.get_by_text("Show its practices on the map").click()
    page.page.wait_for_url("**level=practice*")
    page.settle()
    assert page.page.get_by_role("combobox", name="Selected practice").count() == 1
    assert page.failures() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_names_of_localities_stand_clear_of_each_other(new_tab, width):
    page = new_tab({"width": width, "height": 900}).open("locality_map?level=locality")
    clear_of_each_other(page)
    assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize(
    "address", ["level=practice&view=fifth", "level=practice&view=value", "level=locality&view=value", "level=small_area"]
)
def test_every_way_to_colour_draws_and_explains_itself(page, address):
    page.open(f"locality_map?{address}")
    legend = chart(page, "map").locator(".role-legend")
    assert legend.count() == 1
    assert page.failures() == []


def test_a_link_from_the_choice_keeps_it(page):
    page.open("locality_map")
    chart(page, "map").locator(".mark-symbol.role-mark path").last.click(force=True)
    page.page.get_by_role("link", name="See the whole profile of this practice").click()
    page.page.wait_for_url("**/practice_profile?*practice=*")
    page.settle()
    assert page.failures() == []
