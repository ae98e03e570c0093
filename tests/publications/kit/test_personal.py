"""Data about persons refuse a whole file; organisations' words of the same kinds do not. NHS numbers of tests begin with 999."""

import pytest

from pcdash.errors import PersonalDataError
from pcdash.publications.kit import personal
from pcdash.publications.kit.file import find
from pcdash.publications.local_return import NUMBERS
from tests.worlds import forms as world_forms
from tests.worlds import returns as world_returns

RETURN = world_returns.LOCAL_RETURN_HEADER + "\nld_health_check,practice,T10001,2022/23,Persons,All ages,,{number},20,,{note}\n"


def refusal(folder, content, *, is_published=False, numbers=()):
    """Why the file is refused, or None."""
    name = "a.xlsx" if isinstance(content, bytes) else "a.csv"
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    [file] = find([folder])
    try:
        personal.require_none(file, is_published=is_published, numbers=numbers)
    except PersonalDataError as error:
        return error.what
    return None


@pytest.mark.parametrize("digits", ["9990000018", "999 000 0026", "999-000-0034"])
def test_a_number_with_its_check_digit_is_an_nhs_number(digits):
    assert personal.is_nhs_number(digits) and not personal.is_nhs_number(digits[:-1] + str((int(digits[-1]) + 1) % 10))


def test_what_has_not_ten_digits_or_zeros_only_is_none():
    assert not any(map(personal.is_nhs_number, ("999000001", "99900000180", "0000000000")))


PERSONS = {
    "a number in an unknown text": ("id,seen\nx,999 000 0018\n", "an NHS number, row 2"),
    "a number among words": ("area;remark\nHavering;asked by 999-000-0026 twice\n", "an NHS number, row 2"),
    "a number in JSON": ('{"id": "999 000 0018"}\n', "an NHS number, row 1"),
    "numbers without a heading": ("9990000018,1\n9990000026,2\n", "an NHS number, row 1"),
    "a column of NHS numbers": ("NHS_Number,value\n,1\n", "a column of names, births or NHS numbers, row 1"),
    "a column of births": ("practice,DateOfBirth\nT10001,\n", "a column of names, births or NHS numbers, row 1"),
    "a column of births under a title": ("Patients seen\nD.O.B.;Practice\n", "a column of names, births or NHS numbers, row 2"),
    "a column of surnames": ("practice,Patient surname\nT10001,\n", "a column of names, births or NHS numbers, row 1"),
    "a name with a day": ("Name,Seen by,Day\nJane Example,nurse,12/03/1950\n", "a name with a day, row 2"),
    "a name with a day and no heading": ("Mrs Jane Q. Example,12-Mar-1950\n", "a name with a day, row 1"),
    "a birth among words": ("practice,remark\nT10001,their child (born 12.3.2019) was seen\n", "a date of birth, row 2"),
    "a postcode with a day": ("practice,where,admitted\nT10001,RM1 1AA,2024-03-12\n", "a postcode with a day, row 2"),
}


@pytest.mark.parametrize(("content", "what"), PERSONS.values(), ids=PERSONS)
def test_a_file_about_persons_is_refused_and_its_words_are_not_repeated(tmp_path, content, what):
    said = refusal(tmp_path, content)
    assert said == f"seems to hold data about persons ({what}), so nothing of it is read"
    assert not any(word in said for word in ("999", "Jane", "1950", "RM1"))


@pytest.mark.parametrize("content", [content for content, _ in PERSONS.values()], ids=PERSONS)
def test_a_workbook_is_looked_through_like_a_text(tmp_path, content):
    separator = ";" if ";" in content else ","
    rows = [line.split(separator) for line in content.splitlines()]
    assert refusal(tmp_path, world_forms.workbook({"Guide": [["About"]], "List": rows})) is not None


ORGANISATIONS = {
    "a register without header": "E1X2,HILL HOUSE CLINIC,Y56,RM1 1AA,19740401,,01708123456\n",
    "a directory": "Location ID,Name,Telephone,Postcode,Start date\n1-9990000018,Jane Example,9990000018,RM1 1AA,01/10/2010\n",
    "a series": "Period,Name,Figure\n01/04/2023,Referrals Received,120\n",
    "practices that opened": "Practice,Name,Postcode,Opened\nT10001,Rose Lane,RM1 1AA,01/04/1990\n",
    "numbers of ten digits": "area,reference\n" + "".join(f"x,{number}\n" for number in range(9990000010, 9990000030)),
    "decimals and long numbers": "a,b\n0.9990000018,99900000180\n1.9990000018,20240312-9990000018\n",
    "a return with a note": RETURN.format(number=15, note="Extracted from Health Analytics on 12/03/2025"),
}


@pytest.mark.parametrize("content", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_organisations_have_names_postcodes_days_and_long_numbers_too(tmp_path, content):
    assert refusal(tmp_path, content) is None


def test_in_a_return_figures_may_have_ten_digits_and_notes_may_not(tmp_path):
    assert refusal(tmp_path, RETURN.format(number="9990000018", note=""), numbers=NUMBERS) is None
    assert refusal(tmp_path, RETURN.format(number="15", note="as of 9990000018"), numbers=NUMBERS) is not None


def test_a_published_file_is_known_by_its_headings_alone(tmp_path):
    register = "T10001,Rose Lane,RM1 1AA,01/04/1990,999 000 0018\n"
    assert refusal(tmp_path, register, is_published=True) is None
    assert refusal(tmp_path, "PRACTICE_CODE,NHS number\n", is_published=True) is not None
