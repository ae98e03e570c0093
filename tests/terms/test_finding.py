"""How closely a thing fits what a reader typed: the rule by table."""

import pytest

from pcdash.terms.finding import Fit, fit, squeezed


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("F82001", Fit.CODE),
        (" f82 001 ", Fit.CODE),
        ("dm019", Fit.CODE),
        ("RM1 1AA", Fit.POSTCODE),
        ("rm11aa", Fit.POSTCODE),
        ("dr o'neill and partners", Fit.NAME),
        ("Dr ONeill", Fit.NAME_BEGINS),
        ("dr. o\u2019n", Fit.NAME_BEGINS),
        ("partners", Fit.WORD_BEGINS),
        ("and part", Fit.WORD_BEGINS),
        ("artner", Fit.CONTAINS),
        ("partners neill", Fit.CONTAINS),
        ("F82", Fit.CONTAINS),
        ("rm1 1", Fit.CONTAINS),
        ("neil", Fit.CONTAINS),
        ("partners smith", None),
        ("F82002", None),
        ("", None),
        ("  ", None),
        ("%", None),
    ],
)
def test_a_text_fits_in_the_closest_way_that_holds(text, how):
    assert fit(text, "Dr O'Neill and Partners", ("F82001", "DM019"), "RM1 1AA") is how


def test_the_ways_stand_in_their_order():
    assert [way.name for way in sorted(Fit)] == ["CODE", "POSTCODE", "NAME", "NAME_BEGINS", "WORD_BEGINS", "CONTAINS"]


def test_a_thing_without_postcode_or_codes_is_found_by_its_name_only():
    assert fit("Havering", "Havering") is Fit.NAME and fit("RM1", "Havering") is None


def test_a_code_is_compared_without_blanks_and_in_capitals():
    assert squeezed(" rm1\u00a01aa\t") == "RM11AA"
