"""Rooms are floors: which module may import what, directly and through every chain of imports."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pcdash import config

# From the ground up. A module imports from its own room and from lower floors only.
FLOORS = (
    ("errors", "config"),
    ("terms",),
    ("served", "charts", "wording", "definitions"),
    ("publications", "queries"),
    ("exports",),
    ("build", "ui"),
    ("demonstration", "views"),
    ("pages", "app"),
    ("__main__",),
)
APP = ("app", "pages", "views", "ui")
OUT_OF_REACH = ("build", "publications", "demonstration", "definitions", "__main__")
LIBRARIES = {
    "streamlit": APP,
    "altair": ("charts",),
    "duckdb": ("served", "build", "publications"),
    "geopandas": ("build", "publications"),
    "click": ("__main__",),
    "openpyxl": ("exports",),
}
LONGEST_MODULE, LONGEST_PAGE = 250, 60


def sources(project: Path) -> dict[str, Path]:
    """Every module of the app and the package by its dotted name."""
    paths = [project / "app.py", *sorted(project.glob("pages/*.py")), *sorted(project.glob("pcdash/**/*.py"))]
    return {".".join(path.relative_to(project).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def imported(path: Path, name: str) -> set[str]:
    """Names of all modules that a file imports, anywhere in it; a name imported from a package may be a module of it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def graph_of(project: Path) -> dict[str, set[str]]:
    """The modules that each module imports; importing a module runs the packages it lies in as well."""
    paths = sources(project)
    graph = {}
    for name, path in paths.items():
        named = {module for module in imported(path, name) if module in paths}
        around = {".".join(module.split(".")[:depth]) for module in named for depth in range(1, module.count(".") + 1)}
        # The package of a module is there before the module, and is no dependency of it.
        graph[name] = (named | (around & set(paths))) - {name} - {package for package in around if name.startswith(f"{package}.")}
    return graph


def room(module: str) -> str:
    """The room that a module is in, or the module itself where it is in none."""
    first, *rest = module.split(".")
    return rest[0] if first == "pcdash" and rest else first


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """Every module that is imported when one is, through any chain."""
    found, ahead = set(), {start}
    while ahead:
        module = ahead.pop()
        found.add(module)
        ahead |= graph[module] - found
    return found


SOURCES, GRAPH = sources(config.PROJECT), graph_of(config.PROJECT)
FLOOR = {name: level for level, rooms in enumerate(FLOORS) for name in rooms}


def test_every_room_has_its_floor():
    assert {room(module) for module in GRAPH} - {"pcdash"} == set(FLOOR)


@pytest.mark.parametrize("module", GRAPH)
def test_a_module_imports_from_its_own_room_and_lower_floors_only(module):
    for other in GRAPH[module] - {"pcdash"}:
        assert room(other) == room(module) or FLOOR[room(other)] < FLOOR[room(module)], f"{module} imports {other}"


def test_no_modules_import_each_other_in_a_circle():
    assert len(list(TopologicalSorter(GRAPH).static_order())) == len(GRAPH)


@pytest.mark.parametrize("module", [module for module in GRAPH if room(module) in APP])
def test_the_app_cannot_reach_the_build_by_any_chain(module):
    assert {other for other in reached(GRAPH, module) if room(other) in OUT_OF_REACH} == set()


@pytest.mark.parametrize("module", GRAPH)
def test_each_library_stays_in_its_rooms(module):
    libraries = {name.split(".")[0] for name in imported(SOURCES[module], module)}
    for library, rooms in LIBRARIES.items():
        assert library not in libraries or room(module) in rooms, f"{library} belongs to {', '.join(rooms)}"


@pytest.mark.parametrize("module", GRAPH)
def test_no_module_is_long(module):
    longest = LONGEST_PAGE if room(module) == "pages" else LONGEST_MODULE
    assert len(SOURCES[module].read_text(encoding="utf-8").splitlines()) <= longest


@pytest.mark.parametrize("module", [module for module in GRAPH if room(module) == "pages"])
def test_a_page_is_a_table_of_contents(module):
    text = SOURCES[module].read_text(encoding="utf-8")
    assert "SELECT " not in text and "marts." not in text and "groupby" not in text
    assert not [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("module", GRAPH)
def test_nothing_is_read_when_a_module_is_imported(module):
    """The recipe of the demonstration aside, which only the command that writes it imports."""
    if room(module) == "demonstration" and module != "pcdash.demonstration":
        return
    tree = ast.parse(SOURCES[module].read_text(encoding="utf-8"))
    for statement in tree.body:
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
            assert not names & {"read_text", "read_bytes", "open", "loads", "load"}


def test_a_chain_of_imports_is_followed_through_functions_and_packages(tmp_path):
    """The rules above would be worth little if a planted import escaped them."""
    files = {
        "app.py": "from pcdash.ui import frame\n",
        "pages/one.py": "",
        "pcdash/__init__.py": "",
        "pcdash/ui/__init__.py": "",
        "pcdash/ui/frame.py": "def run():\n    import pcdash.queries\n",
        "pcdash/queries/__init__.py": "from pcdash.queries import hidden\n",
        "pcdash/queries/hidden.py": "from pcdash.build import run\n",
        "pcdash/build/__init__.py": "",
        "pcdash/build/run.py": "import pcdash.ui.frame\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    graph = graph_of(tmp_path)
    assert "pcdash.build.run" in reached(graph, "app") and "pcdash.build.run" not in reached(graph, "pages.one")
    with pytest.raises(ValueError, match="cycle"):
        list(TopologicalSorter(graph).static_order())
