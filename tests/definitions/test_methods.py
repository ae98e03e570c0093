"""The page of methods is right: the database gives what was worked by hand, the working holds, and no macro is left unexplained."""

import math
import re
import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from pcdash import config
from pcdash.build import schema
from pcdash.definitions import methods
from pcdash.errors import CatalogueError

METHODS = methods.load()
_SIGNS = {"−": "-", "×": "*", "²": "**2", "³": "**3", "ln(": "log(", ",": ""}


def by_id(method):
    return method.id


@pytest.mark.parametrize("method", METHODS, ids=by_id)
def test_the_database_gives_what_was_worked_by_hand(small_database, method):
    (item,) = [item for item in methods.worked(small_database) if item.method.id == method.id]
    assert {result.label: result.computed for result in item.results} == {result.label: result.hand for result in item.results}
    assert item.agrees


def sums(text):
    """Each "sum = result" of a step as Python and as printed; "z = 1.96" only gives a value its name."""
    for equation in re.finditer(r" = (?=(−?\d[\d,]*(?:\.\d+)?))", text):
        before = re.search(r"(?:exp|ln|[\d.,()+×/√²³ −])*$", text[: equation.start()])[0]
        left = re.split(r"[.,] ", before)[-1].strip()
        if not re.search(r"\d", left):
            continue
        while left.count(")") > left.count("("):
            left = left.split(")", 1)[1].strip()
        for sign, operator in _SIGNS.items():
            left = left.replace(sign, operator)
        yield re.sub(r"√([\d.]+)", r"sqrt(\1)", left).replace("√", "sqrt"), equation[1].replace("−", "-").replace(",", "")


@pytest.mark.parametrize("method", METHODS, ids=by_id)
def test_every_sum_of_the_working_is_right_to_its_printed_digits(method):
    for step in method.steps:
        for left, right in sums(step):
            value = eval(left, {"__builtins__": {}, "sqrt": math.sqrt, "exp": math.exp, "log": math.log})
            half_a_digit = 0.5 * 10.0 ** -len(right.partition(".")[2])
            assert abs(value - float(right)) <= half_a_digit * 1.000001, f"{left} = {value}, not {right}"


def test_the_sums_of_the_working_are_found():
    found = [pair for method in METHODS for step in method.steps for pair in sums(step)]
    assert len(found) > 150
    assert list(sums("z = 2 and z² = 4. Root: −√9 × (1 − 1 / 4)² = −1.69, or 2 − exp(0) = 1")) == [
        ("-sqrt(9) * (1 - 1 / 4)**2", "-1.69"),
        ("2 - exp(0)", "1"),
    ]


@pytest.mark.parametrize("method", [method for method in METHODS if method.id != "outcome"], ids=by_id)
def test_the_working_arrives_at_every_number_it_is_checked_against(method):
    text = " ".join(method.steps).replace("−", "-")
    reached = {float(number.replace(",", "")) for number in re.findall(r"-?\d[\d,]*(?:\.\d+)?", text)}
    for quantity in method.expected:
        if re.fullmatch(r"-?[\d,.]+", quantity.hand):
            assert float(quantity.hand.replace(",", "")) in reached, f"{quantity.label} {quantity.hand}"


def test_every_macro_that_a_figure_depends_on_is_used_by_a_method():
    objects = {item.name: item for item in schema.objects()}

    def macros_behind(names):
        found = set()
        while names:
            found |= names
            names = set().union(*(objects[name].references for name in names)) - found
        return {name for name in found if name.startswith("macros.")}

    asked = set()
    for path in (config.PROJECT / "pcdash").rglob("*.py"):
        asked |= set(re.findall(r"macros\.\w+", path.read_text(encoding="utf-8"))) & set(objects)
    behind_figures = macros_behind({name for name in objects if not name.startswith("macros.")} | asked)
    explained = macros_behind({name for method in METHODS for name in re.findall(r"macros\.\w+", method.sql)})
    assert behind_figures - explained == set()


def test_the_results_are_kept_until_another_build(small_database):
    assert methods.worked(small_database) is methods.worked(small_database)


def test_a_difference_is_seen(small_database):
    method = METHODS[0]
    wrong = methods.Quantity(method.expected[0].column, "Percentage", "75.01")
    changed = methods.Method(**{**vars(method), "expected": (wrong, *method.expected[1:])})
    item = methods._work(small_database, changed)
    assert not item.agrees and (item.results[0].hand, item.results[0].computed) == ("75.01", "75.00")


@pytest.mark.parametrize(
    ("value", "like", "printed"),
    [
        (1155.4, "1,155", "1,155"),
        (0.1249, "0.12", "0.12"),
        (-0.0001, "0.00", "0.00"),
        (None, "12", "no value"),
        (float("nan"), "no value", "no value"),
        (3.14159, "no value", "3.1416"),
        (True, "yes", "yes"),
        ("no_change", "no change", "no change"),
    ],
)
def test_a_result_is_printed_like_the_one_by_hand(value, like, printed):
    assert methods._printed(value, like) == printed


ENTRY = {
    "id": "example",
    "name": "Example",
    "plain": "What it answers.",
    "formula": "1 + 1",
    "example": "One and one.",
    "steps": ["1 + 1 = 2"],
    "sql": "SELECT 1 + 1 AS two",
    "source": "Anybody",
    "expected": {"two": {"label": "Two", "hand": "2"}},
}


def written(folder, **changes):
    def value(item):
        if isinstance(item, dict):
            return "{" + ", ".join(f"{key} = {value(part)}" for key, part in item.items()) + "}"
        return f'"{item}"' if isinstance(item, str) else str(item)

    lines = [f"{key} = {value(item)}" for key, item in (ENTRY | changes).items() if item is not None]
    path = folder / "methods.toml"
    path.write_text("[[method]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_valid_entry_loads(tmp_path):
    (method,) = methods.load(written(tmp_path))
    assert method.steps == ("1 + 1 = 2",) and method.expected == (methods.Quantity("two", "Two", "2"),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"plain": None}, "the key 'plain' is missing"),
        ({"name": " "}, "'name' must be a text"),
        ({"steps": []}, "'steps' must be a list"),
        ({"steps": [1]}, "'steps' must be a text"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"sql": "DROP TABLE marts.area"}, "'sql' must be one query"),
        ({"sql": "SELECT 1; SELECT 2"}, "'sql' must be one query"),
        ({"expected": {}}, "'expected' must name"),
        ({"expected": {"two": {"label": "Two"}}}, "'expected', two: needs"),
        ({"expected": {"two": {"label": "Two", "hand": 2}}}, "'expected, two, hand' must be a text"),
    ],
)
def test_a_wrong_entry_names_file_method_and_key(tmp_path, changes, message):
    with pytest.raises(CatalogueError) as error:
        methods.load(written(tmp_path, **changes))
    assert "methods.toml, example" in str(error.value) and message in str(error.value)


def test_a_wrong_id_an_id_used_twice_another_table_and_broken_toml_are_refused(tmp_path):
    with pytest.raises(CatalogueError, match="'id' must be"):
        methods.load(written(tmp_path, id="An example"))
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(CatalogueError, match="used twice"):
        methods.load(path)
    path.write_text("[[recipe]]", encoding="utf-8")
    with pytest.raises(CatalogueError, match="unknown key 'recipe'"):
        methods.load(path)
    path.write_text("[[method", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"methods.toml: is not valid TOML"):
        methods.load(path)


def test_a_query_must_give_one_row_of_the_expected_columns(small_database, tmp_path):
    (method,) = methods.load(written(tmp_path, sql="SELECT 1 AS one"))
    with pytest.raises(CatalogueError, match=r"methods.toml, example: 'sql' gives 1 rows of one"):
        methods._work(small_database, method)


def test_the_words_are_short_plain_and_without_dashes():
    entries = tomllib.loads(methods.FILE.read_text(encoding="utf-8"))["method"]
    assert len({entry["name"] for entry in entries}) == len(entries)
    for method in METHODS:
        assert len(method.name) <= 40 and len(method.plain) <= 400, method.id
        assert not re.search("[\u2013\u2014]", " ".join((method.plain, method.example, method.source, *method.steps))), method.id
        assert len(method.steps) <= 9, f"{method.id}: a list of ten and more does not fit a phone's margin"


def test_the_page_shows_every_method(small_database, monkeypatch):
    import streamlit as st

    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("PCDASH_DATABASE", str(small_database.path))
    app = AppTest.from_file(str(config.PROJECT / "app.py"), default_timeout=60).run()
    app.session_state["data_view"] = "Methods"
    app = app.switch_page("pages/data_and_methods.py").run()
    for method in METHODS:
        app.session_state["data_method"] = method.id
        app.run()
        assert not app.exception and not app.error, method.id
        shown = "\n".join(item.value for item in app.markdown).replace("\\", "").replace("\u00a0", " ")
        assert method.plain in shown and method.example in shown and all(step in shown for step in method.steps), method.id
        (table,) = [item.value for item in app.table]
        assert list(table["By hand"]) == list(table["Database now"]) == [quantity.hand for quantity in method.expected]
        assert set(table["Agrees"]) == {"Yes"}
        assert [item.value for item in app.code] == [method.formula, method.sql]
