"""The three rings: which module may import what."""

import ast
from pathlib import Path

import pytest

from pcdash import config

PYTHON = sorted([config.PROJECT / "app.py", *config.PROJECT.glob("pages/*.py"), *config.PROJECT.glob("pcdash/**/*.py")])
DUCKDB = {"run.py", "database.py", "schema.py", "shapes.py"}


def modules_imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name_of(path: Path) -> str:
    return path.relative_to(config.PROJECT).as_posix()


def uses(path: Path, package: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for module in modules_imported(path))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_each_library_stays_in_its_ring(path):
    name = name_of(path)
    in_ui = name == "app.py" or name.startswith(("pages/", "pcdash/ui/", "pcdash/views/"))
    assert in_ui or not uses(path, "streamlit"), "Streamlit belongs to app.py, pages, pcdash/ui and pcdash/views"
    assert name.startswith("pcdash/charts/") or not uses(path, "altair"), "Altair belongs to pcdash/charts"
    assert path.name in DUCKDB or not uses(path, "duckdb"), f"DuckDB belongs to {', '.join(sorted(DUCKDB))}"
    assert name.startswith("pcdash/publications/boundaries") or path.name == "shapes.py" or not uses(path, "geopandas")


@pytest.mark.parametrize("path", [path for path in PYTHON if "charts" in path.parts], ids=name_of)
def test_charts_know_neither_queries_nor_pages(path):
    assert not any(uses(path, f"pcdash.{module}") for module in ("queries", "database", "ui", "build"))


@pytest.mark.parametrize("path", sorted(config.PROJECT.glob("pages/*.py")), ids=name_of)
def test_pages_hold_no_sql_and_no_functions_but_callbacks(path):
    text = path.read_text(encoding="utf-8")
    assert "SELECT " not in text and "marts." not in text.replace("marts.rejected_row", "")
    assert "groupby" not in text
    functions = [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert all(name.startswith("follow_") for name in functions), functions


def test_the_app_never_imports_the_build():
    """Only the first run builds, and it does so through the demonstration."""
    for path in PYTHON:
        if name_of(path).startswith(("pages/", "pcdash/ui/", "pcdash/views/")):
            assert not uses(path, "pcdash.build"), name_of(path)
