"""What tests of the build start from: files to be spoiled, a place, a database that was there before."""

import shutil

import pytest

from pcdash.build import run as build
from pcdash.served.database import Database
from tests import worlds
from tests.worlds import place as world_place


@pytest.fixture
def published(tmp_path):
    """The small world's published files, to be spoiled by a test."""
    folder = tmp_path / "published"
    worlds.write(folder)
    return folder


@pytest.fixture
def place(tmp_path):
    return world_place.write_place(tmp_path)


@pytest.fixture
def database(tmp_path, small_database):
    """A database of an earlier build, alone in its folder."""
    path = tmp_path / "data" / "pcdash.duckdb"
    path.parent.mkdir()
    shutil.copy(small_database.path, path)
    return path


@pytest.fixture
def built(tmp_path):
    """A database of the given files, and the reports of the build."""

    def make(place=True, **files):
        for name, content in files.items():
            path = tmp_path / "published" / name.replace("__", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        places = [world_place.write_place(tmp_path)] if place else []
        reports = build.build([tmp_path / "published"], places, tmp_path / "x.duckdb")
        return Database(tmp_path / "x.duckdb"), reports

    return make
