"""How fast the pages are: script time, bytes to the browser, and seconds from a picker's change to charts repainted.

    python -m tests.bench.pages DATABASE [RUNS]

A measurement, not a test: it prints a table and never fails. Each page is asked for a different indicator and area on every run,
so that no answer comes from the cache; the targets for the 95th percentile are 250 ms, 500 kB and 1 s on two cores.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from pcdash import config, queries
from pcdash.served.database import Database
from pcdash.ui.pages import PAGES

# The picker of a page that is changed: of the first kind of thing that it shows.
PICKERS = {"indicator": "Indicator", "area": "Compare with", "practice": "Practice: type a name, code or postcode"}


def addresses(database: Database, runs: int) -> Iterator[dict]:
    """Different selections, as the parameters of an address."""
    catalogue = queries.catalogue.indicators(database)
    indicators = cycle(catalogue.loc[catalogue["has_values"], "indicator_id"])
    areas, practices = (
        cycle(queries.geography.areas(database)["area_code"]),
        cycle(queries.geography.practices(database)["area_code"]),
    )
    comparators = cycle(("england", "region", "system"))
    for indicator, area, practice, comparator in islice(zip(indicators, areas, practices, comparators, strict=False), runs):
        yield {"indicator": indicator, "area": area, "practice": practice, "comparator": comparator}


def script_times(path: Path, page: str, runs: int) -> list[float]:
    """Milliseconds of the page's script, the process warm and the answers not yet cached."""
    import logging

    from streamlit.testing.v1 import AppTest

    logging.disable(logging.WARNING)
    os.environ["PCDASH_DATABASE"] = str(path)
    times = []
    for address in [{}, *addresses(Database(path), runs)]:
        app = AppTest.from_file(str(config.PROJECT / "app.py"), default_timeout=120)
        app.query_params.update({})
        for name, value in address.items():
            app.query_params[name] = value
        # The session begins elsewhere, on a page that shares no answers with the one measured.
        app.switch_page(f"pages/{'trends' if page == 'data_and_methods' else 'data_and_methods'}.py").run()
        app.switch_page(f"pages/{page}.py")
        start = time.perf_counter()
        app.run()
        times.append(1000 * (time.perf_counter() - start))
    return times[1:]


def in_chromium(path: Path, runs: int) -> dict[str, tuple[float, list[float]]]:
    """Kilobytes that opening each page sends, and seconds from each change of its picker until the charts stand."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, FLAGS, Page, serving

    measured = {}
    with serving(path) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, shows in ((page.name, page.shows) for page in PAGES):
            picker = PICKERS[shows[0]] if shows else ""
            context = browser.new_context(viewport={"width": 1440, "height": 1000})
            received = []
            tab = context.new_page()
            tab.on("websocket", lambda socket, box=received: socket.on("framereceived", lambda data: box.append(len(data))))
            page = Page(tab, address).open(name)
            sent = sum(received) / 1000
            measured[name] = sent, [changed for turn in range(runs) if picker and (changed := _change(page, picker, turn))]
            context.close()
        browser.close()
    return measured


def _change(page, picker: str, turn: int) -> float | None:
    box = page.page.locator("[data-testid='stSelectbox']").filter(has_text=picker).first.locator("input")
    box.click()
    options = page.page.get_by_role("option")
    option = options.nth(1 + turn % max(1, options.count() - 1))
    start = page.page.evaluate("() => performance.now()")
    option.click()
    page.settle()
    return (page.page.evaluate("() => window.lastMoved") - start) / 1000


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else (values or [float("nan")])[0]


def main() -> None:
    path, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    browser = in_chromium(path, runs)
    print(f"{'page':20}{'script ms, median':>20}{'p95':>8}{'kB sent':>10}{'repaint s, median':>20}{'p95':>8}")
    for page in (page.name for page in PAGES):
        times, (sent, repaints) = script_times(path, page, runs), browser[page]
        middle = statistics.median(repaints) if repaints else float("nan")
        print(f"{page:20}{statistics.median(times):>20.0f}{p95(times):>8.0f}{sent:>10.0f}{middle:>20.2f}{p95(repaints):>8.2f}")


if __name__ == "__main__":
    main()
