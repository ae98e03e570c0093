"""The READMEs stay true: every command, key, exit code and folder that they name exists, and the other way round."""

import re

import pytest

from pcdash import __main__ as command_line
from pcdash import config, errors, publications
from pcdash.definitions import places, systems
from pcdash.publications import local_return
from pcdash.ui.pages import PAGES

README = (config.PROJECT / "README.md").read_text(encoding="utf-8")
FILES = (config.PROJECT / "data" / "README.md").read_text(encoding="utf-8")
CODE = (config.PROJECT / "pcdash" / "README.md").read_text(encoding="utf-8")
ALL = [path for path in sorted(config.PROJECT.glob("**/README.md")) if not any(part.startswith(".") for part in path.parts)]


def test_every_command_is_explained_and_every_explained_command_exists():
    documented = set(re.findall(r"python -m pcdash (\w+)", README))
    assert documented == set(command_line.main.commands)


def test_every_key_of_a_place_file_is_explained():
    for key in places.KEYS | systems.KEYS - {"code"}:
        assert f"`{key}`" in FILES or f"`[{key}]`" in FILES or f"`[[{key}]]`" in FILES, key


def test_the_local_return_is_described_as_it_is_read():
    assert ",".join(local_return.COLUMNS) in FILES


def test_every_exit_code_is_explained():
    codes = {item.exit_code for item in vars(errors).values() if isinstance(item, type) and issubclass(item, errors.PcdashError)}
    for code in codes - {1}:
        assert re.search(rf"\b{code} [a-z]", README), code


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_every_path_that_a_readme_names_exists(path):
    named = set(re.findall(r"`((?:data|pcdash|sql|pages|tests)/[\w/]*(?:\.\w+)?)`", path.read_text(encoding="utf-8")))
    assert named
    for name in named:
        assert (config.PROJECT / name).exists() or name.endswith(".duckdb"), name


def test_every_publication_is_in_the_table_and_no_other():
    table = FILES.split("| publication |")[1].split("\n\n")[0]
    named = re.findall(r"^\| ([^|-][^|]*) \|", table, re.MULTILINE)
    assert sorted(named) == sorted({module.PUBLICATION.title for module in publications.MODULES})


def test_every_room_of_the_code_is_in_its_table():
    rooms = {f"pcdash/{path.parent.name}/" for path in (config.PROJECT / "pcdash").glob("*/__init__.py")}
    assert rooms == set(re.findall(r"^\| `(pcdash/\w+/)` \|", CODE, re.MULTILINE))


def test_the_first_commands_are_the_two_that_a_new_user_needs():
    commands = re.findall(r"^    (pip .*)$", README, re.MULTILINE)
    assert commands[:2] == ["pip install -r requirements.txt && streamlit run app.py", "pip install -r requirements.txt && pytest"]


def test_the_number_of_indicators_is_right():
    from pcdash.definitions import catalogue

    for text in (README, FILES):
        assert f"{len(catalogue.load())} indicators" in text


def test_every_page_is_in_the_table_of_readers_and_no_other():
    named = {name.strip() for cell in re.findall(r"^\| an? .*\| ([^|]+) \|$", README, re.MULTILINE) for name in cell.split(",")}
    assert named - {"the command line"} == {page.title for page in PAGES}
