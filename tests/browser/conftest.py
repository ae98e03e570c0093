"""A running app and a Chromium that watches it: every console message of a page is kept, and errors fail the test."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from pcdash import config
from pcdash.build import run as build

# The shell is the same engine without the windows of a browser, whose own pages cost a fifth of the time.
CHROMIUM = os.environ.get("PCDASH_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# On a deep link Streamlit first looks for its server under the page's own path, does not find it, and goes on to the root.
FRAMEWORK_PROBES = ("/_stcore/host-config", "/_stcore/health")
# The page has stood still for this many milliseconds: the script has ended and nothing is drawn. A choice starts a second run.
STILL = 400
# A longer pause between two looks at the page is work that has yet to show, and no stillness.
PAUSE = 150
WATCH = """() => {
    window.lastMoved = performance.now();
    window.watching ??= new MutationObserver(() => { window.lastMoved = performance.now() });
    window.watching.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
}"""
STANDS = f"""() => {{
    const busy = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning'
        || document.querySelector('[data-testid=stSkeleton], [data-stale=true]') !== null;
    const now = performance.now(), paused = now - window.lastLooked > {PAUSE};
    window.lastLooked = now;
    if (busy || paused) window.lastMoved = now;
    return now - window.lastMoved > {STILL};
}}"""


# What must never stand on a page: a raw missing value, or a code where a name belongs.
RAW = re.compile(r"\b(None|nan|NaN|NaT|<NA>|undefined|Infinity)\b")
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


class Page:
    """One page of the app in Chromium: opened, waited for, and its complaints collected."""

    def __init__(self, page, address: str):
        self.page, self.address, self.complaints = page, address, []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))

    def open(self, path: str) -> "Page":
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def settle(self) -> "Page":
        """Waits until the script has run and the charts stand still."""
        self.page.evaluate(WATCH)
        self.page.wait_for_function(STANDS, timeout=60_000)
        return self

    def arrive(self, title: str) -> "Page":
        """Waits for the page whose main heading holds `title`: the address changes before the page does."""
        self.page.locator("h1", has_text=title).wait_for(timeout=60_000)
        return self.settle()

    def text(self) -> str:
        return self.page.locator("[data-testid='stMain']").inner_text()

    def failures(self) -> list[str]:
        """Errors shown on the page and messages of the console, the framework's own probes aside."""
        shown = self.page.locator("[data-testid='stException'], [data-testid='stAlertContentError']").all_inner_texts()
        return [f"shown: {text}" for text in shown] + self.complaints

    def _on_console(self, message) -> None:
        probe = message.location.get("url", "").endswith(FRAMEWORK_PROBES)
        if message.type == "error" and not probe:
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")


@contextmanager
def serving(database: Path):
    """The app on a free port with the given database, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = os.environ | {"PCDASH_DATABASE": str(database)}
    address = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=config.PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT) as server,
    ):
        try:
            _wait_until_healthy(address, server, log)
            yield address
        finally:
            server.terminate()


def _wait_until_healthy(address: str, server: subprocess.Popen, log) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline or server.poll() is not None:
                log.seek(0)
                raise AssertionError(f"the app did not start:\n{log.read()}") from None
            time.sleep(0.2)


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="install tests/requirements.txt")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration_app(demonstration_path):
    with serving(demonstration_path) as address:
        yield address


@pytest.fixture(scope="session")
def real_app(real_data, built_once):
    """The app on every real file, with Havering and Harrow."""
    places = [config.PLACES / "havering.toml", config.PLACES / "harrow.toml"]
    with serving(built_once("real", lambda path: build.build([real_data], places, path))) as address:
        yield address


def pytest_generate_tests(metafunc):
    """Tests whose outcome the data can change (names, numbers, gaps) are marked `both_databases`, the others are not."""
    if "app" in metafunc.fixturenames:
        names = {"demonstration": "demonstration_app"}
        names |= {"real files": "real_app"} if metafunc.definition.get_closest_marker("both_databases") else {}
        metafunc.parametrize("app", list(names.values()), indirect=True, ids=list(names))


@pytest.fixture
def app(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def windows(chromium):
    """A window of each size and theme. Its tabs share what Chromium has loaded and compiled, as those of a reader do."""
    opened = {}

    def window(size: dict, theme: str):
        kind = (*size.values(), theme)
        if kind not in opened:
            opened[kind] = chromium.new_context(viewport=size, color_scheme=theme)
        return opened[kind]

    yield window
    for context in opened.values():
        context.close()


@pytest.fixture
def new_tab(windows, app):
    """Opens tabs on the app, which are closed when the test ends."""
    tabs = []

    def tab(size: dict = DESK, theme: str = "light") -> Page:
        tabs.append(windows(size, theme).new_page())
        return Page(tabs[-1], app)

    yield tab
    for each in tabs:
        each.close()


@pytest.fixture
def page(new_tab):
    return new_tab()


@pytest.fixture
def phone(windows, demonstration_app):
    tab = windows(PHONE, "light").new_page()
    yield Page(tab, demonstration_app)
    tab.close()
