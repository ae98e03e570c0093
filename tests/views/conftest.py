"""Pages run by Streamlit's own test harness."""

import pytest
from streamlit.testing.v1 import AppTest

from pcdash import config
from pcdash.build import run as build
from pcdash.served.database import Database
from tests import worlds
from tests.worlds import place as world_place


@pytest.fixture(scope="session")
def two_places(tmp_path_factory, built_once):
    """The small world with a second place, Harrow."""

    def build_it(path):
        folder = tmp_path_factory.mktemp("two_places")
        worlds.write(folder / "published")
        build.build([folder / "published"], [world_place.write_place(folder), world_place.write_second(folder)], path)

    return Database(built_once("two_places", build_it))


@pytest.fixture
def open_page(monkeypatch):
    """Opens a page on a database, with an address."""

    def open_it(path, page, **address):
        monkeypatch.setenv("PCDASH_DATABASE", str(path))
        app = AppTest.from_file(str(config.PROJECT / "app.py"), default_timeout=240)
        for name, value in address.items():
            app.query_params[name] = value
        # The pages' addresses are their files' names, so that each can be opened first, as by a deep link.
        return app.switch_page(f"pages/{page}.py").run() if page != "overview" else app.run()

    return open_it
