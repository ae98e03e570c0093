"""The methods as the page shows them: the database gives what was worked by hand, and a difference is seen."""

import pytest

from pcdash import queries
from pcdash.definitions import methods
from pcdash.errors import DatabaseError
from pcdash.queries.methods import Result, _printed, _work

METHODS = methods.load()


@pytest.fixture(scope="module")
def worked(small_database):
    return {item.id: item for item in queries.methods.worked(small_database)}


def test_every_method_comes_from_the_database_in_its_order(worked):
    assert list(worked) == [method.id for method in METHODS]
    for method in METHODS:
        item = worked[method.id]
        assert (item.name, item.plain, item.formula, item.example) == (method.name, method.plain, method.formula, method.example)
        assert (item.steps, item.sql, item.source) == (method.steps, method.sql, method.source)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_the_database_gives_what_was_worked_by_hand(worked, method):
    item = worked[method.id]
    assert item.results == tuple(Result(quantity.label, quantity.hand, quantity.hand) for quantity in method.expected)
    assert item.agrees


def one(database):
    method = database.fetch("SELECT * FROM marts.method ORDER BY display_order LIMIT 1")
    expected = database.fetch("SELECT * FROM marts.method_result WHERE method_id = ?", [method["method_id"][0]])
    return next(method.itertuples()), expected


def test_a_difference_is_seen(small_database):
    method, expected = one(small_database)
    item = _work(small_database, method, expected.assign(by_hand="75.01"))
    assert not item.agrees and (item.results[0].hand, item.results[0].computed) == ("75.01", "75.00")


def test_a_query_must_give_one_row_of_the_expected_columns(small_database):
    method, expected = one(small_database)
    with pytest.raises(DatabaseError, match=r"method \w+: gives 1 rows of one"):
        _work(small_database, method._replace(query="SELECT 1 AS one"), expected)


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
    assert _printed(value, like) == printed
