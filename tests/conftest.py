"""What every test may ask for: real published files, a small database, the demonstration's database."""

import os
from pathlib import Path

import pytest

from pcdash import build, config, demonstration
from pcdash.database import Database
from tests import small_world

REAL_DATA = Path(os.environ.get("PCDASH_REAL_DATA") or config.PROJECT.parent / "shared" / "data")


def pytest_addoption(parser):
    parser.addoption("--browser", action="store_true", help="also run the tests that drive Chromium")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--browser"):
        deselected = [item for item in items if "browser" in item.keywords]
        items[:] = [item for item in items if "browser" not in item.keywords]
        config.hook.pytest_deselected(items=deselected)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_process_of(item)))


def _process_of(item) -> str:
    """Tests of one group run in one process: those of a file often ask for one database, and of an app there is one of each."""
    if "browser" in item.keywords:
        return "real app" if "real files" in item.name else "demonstration app"
    return item.path.name


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
def small_database(tmp_path_factory):
    """A database built by the production code from the hand-made files of `small_world`."""
    folder = tmp_path_factory.mktemp("small")
    small_world.write(folder / "published")
    path = folder / "small.duckdb"
    build.build([folder / "published"], [small_world.write_place(folder)], path)
    return Database(path)


@pytest.fixture(scope="session")
def demonstration_path(tmp_path_factory):
    """The demonstration's database, built once for all tests."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.duckdb"
    demonstration.build(path, [])
    return path


@pytest.fixture(scope="session")
def demonstration_database(demonstration_path):
    return Database(demonstration_path)
