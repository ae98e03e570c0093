"""What every test may ask for: real published files, a small database, the demonstration's database."""

import os
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

from pcdash import config
from pcdash.build import run as build
from pcdash.served.database import Database
from tests import worlds
from tests.worlds import months
from tests.worlds import place as world_place

REAL_DATA = Path(os.environ.get("PCDASH_REAL_DATA") or config.PROJECT.parent / "shared" / "data")


def pytest_addoption(parser):
    parser.addoption("--browser", action="store_true", help="also run the tests that drive Chromium")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--browser"):
        deselected = [item for item in items if "browser" in item.keywords]
        items[:] = [item for item in items if "browser" not in item.keywords]
        config.hook.pytest_deselected(items=deselected)


@pytest.fixture(autouse=True)
def _no_database_of_the_developer(monkeypatch, tmp_path):
    """No test reads or writes the database that a developer works with."""
    monkeypatch.setenv("PCDASH_DATABASE", str(tmp_path / "none.duckdb"))


@pytest.fixture(scope="session")
def real_data():
    """The folder of real published files; the test skips where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"real published files are not here ({REAL_DATA.name} beside the project, or PCDASH_REAL_DATA)")
    return REAL_DATA


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """Gives a database that takes long to build: the first process of the tests to ask builds it, the others wait and share it."""
    folder = tmp_path_factory.getbasetemp()
    # The folder of a process lies in that of all.
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def database(name: str, build_it: Callable[[Path], object]) -> Path:
        path = folder / f"{name}.duckdb"
        with filelock.FileLock(f"{path}.lock"):
            if not path.exists():
                build_it(path)
        return path

    return database


@pytest.fixture(scope="session")
def small_database(tmp_path_factory, built_once):
    """A database built by the production code from the hand-made files of `tests.worlds`."""

    def build_it(path: Path) -> None:
        folder = tmp_path_factory.mktemp("small")
        worlds.write(folder / "published")
        build.build([folder / "published"], [world_place.write_place(folder)], path)

    return Database(built_once("small", build_it))


@pytest.fixture(scope="session")
def monthly_database(tmp_path_factory, built_once):
    """A database of the two monthly series of `tests.worlds.months`."""

    def build_it(path: Path) -> None:
        folder = tmp_path_factory.mktemp("months")
        (folder / "months.csv").write_bytes(months.local_return())
        build.build([folder / "months.csv"], [world_place.write_place(folder)], path)

    return Database(built_once("months", build_it))


@pytest.fixture(scope="session")
def demonstration_path(built_once):
    """The demonstration's database."""
    return built_once("demonstration", lambda path: build.build_demonstration(path, []))


@pytest.fixture(scope="session")
def demonstration_database(demonstration_path):
    return Database(demonstration_path)
