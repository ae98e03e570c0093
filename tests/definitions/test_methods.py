"""The methods worked by hand: the working holds, no macro is left unexplained, and a wrong entry is refused by name."""

import math
import re
import tomllib

import pytest

from pcdash import config
from pcdash.build import schema
from pcdash.definitions import methods
from pcdash.errors import CatalogueError

METHODS = methods.load()
_SIGNS = {"−": "-", "×": "*", "²": "**2", "³": "**3", "ln(": "log(", ",": ""}


def by_id(method):
    return method.id


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
    # A code and a plain sum: nothing that could be worked by hand.
    assert behind_figures - explained == {"macros.england", "macros.pooled"}


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
        ({"steps": [1]}, "'steps' must be a list"),
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


def test_the_words_are_short_plain_and_without_dashes():
    entries = tomllib.loads(config.METHODS.read_text(encoding="utf-8"))["method"]
    assert len({entry["name"] for entry in entries}) == len(entries)
    for method in METHODS:
        assert len(method.name) <= 40 and len(method.plain) <= 400, method.id
        assert not re.search("[\u2013\u2014]", " ".join((method.plain, method.example, method.source, *method.steps))), method.id
        assert len(method.steps) <= 9, f"{method.id}: a list of ten and more does not fit a phone's margin"
