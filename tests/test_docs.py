"""The README stays true: every command, key, exit code and folder that it names exists, and the other way round."""

import re

from pcdash import __main__ as command_line
from pcdash import config, errors
from pcdash.definitions import places
from pcdash.publications import local_return
from pcdash.ui.pages import PAGES

README = (config.PROJECT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_explained_and_every_explained_command_exists():
    documented = set(re.findall(r"python -m pcdash (\w+)", README))
    assert documented == set(command_line.main.commands)


def test_every_key_of_a_place_file_is_explained():
    for key in places._KEYS | places._SYSTEM_KEYS - {"code"}:
        assert f"`{key}`" in README or f"`[{key}]`" in README or f"`[[{key}]]`" in README, key


def test_the_local_return_is_described_as_it_is_read():
    assert ",".join(local_return.COLUMNS) in README.replace("\n", "")


def test_every_exit_code_is_explained():
    codes = {item.exit_code for item in vars(errors).values() if isinstance(item, type) and issubclass(item, errors.PcdashError)}
    for code in codes - {1}:
        assert re.search(rf"\b{code} [a-z]", README), code


def test_every_folder_it_names_exists():
    for path in re.findall(r"`((?:data|pcdash|sql|pages|tests)/[\w/]*)`", README):
        assert (config.PROJECT / path).exists(), path


def test_the_first_commands_are_the_two_that_a_new_user_needs():
    commands = re.findall(r"^    (pip .*)$", README, re.MULTILINE)
    assert commands[:2] == ["pip install -r requirements.txt && streamlit run app.py", "pip install -r requirements.txt && pytest"]


def test_the_number_of_indicators_is_right():
    from pcdash.definitions import catalogue

    assert f"{len(catalogue.load())} indicators" in README


def test_every_page_is_in_the_table_of_readers_and_no_other():
    named = {name.strip() for cell in re.findall(r"^\| an? .*\| ([^|]+) \|$", README, re.MULTILINE) for name in cell.split(",")}
    assert named - {"the command line"} == {page.title for page in PAGES}
