"""The methods, each worked by hand on a small example and worked out again by the database that is being read."""

import re
from dataclasses import dataclass

import numpy as np

from pcdash.errors import DatabaseError
from pcdash.served.database import Database
from pcdash.terms import formatting

NO_VALUE = "no value"
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.(\d+))?")


@dataclass(frozen=True)
class Result:
    """A quantity worked by hand and by the database, the latter printed to the digits of the former."""

    label: str
    hand: str
    computed: str

    @property
    def agrees(self) -> bool:
        """Whether both print alike."""
        return self.hand == self.computed


@dataclass(frozen=True)
class Worked:
    """A method in words (`plain`), signs (`formula`), as an example worked by hand (`steps`), as a query, and its results."""

    id: str
    name: str
    plain: str
    formula: str
    example: str
    steps: tuple[str, ...]
    sql: str
    source: str
    results: tuple[Result, ...]

    @property
    def agrees(self) -> bool:
        """Whether every result agrees."""
        return all(result.agrees for result in self.results)


def worked(database: Database) -> tuple[Worked, ...]:
    """Every method with its results, in the order of `data/methods.toml`.

    Raises DatabaseError where a query does not give one row of exactly the columns that are expected.
    """
    methods = database.fetch("SELECT * FROM marts.method ORDER BY display_order")
    expected = database.fetch("SELECT * FROM marts.method_result ORDER BY method_id, display_order")
    return tuple(_work(database, method, expected[expected["method_id"] == method.method_id]) for method in methods.itertuples())


def _work(database: Database, method, expected) -> Worked:
    answer = database.fetch(method.query)
    if len(answer) != 1 or set(answer.columns) != set(expected["result_column"]):
        raise DatabaseError(
            f"gives {len(answer)} rows of {', '.join(answer.columns)}",
            f"the query of the method {method.method_id}",
            f"let it give one row of {', '.join(expected['result_column'])} (data/methods.toml), and build again",
        )
    return Worked(
        id=method.method_id,
        name=method.method_name,
        plain=method.plain,
        formula=method.formula,
        example=method.worked_example,
        sql=method.query,
        source=method.taken_from,
        steps=tuple(method.steps),
        results=tuple(
            Result(row.result_label, row.by_hand, _printed(answer[row.result_column].iloc[0], row.by_hand))
            for row in expected.itertuples()
        ),
    )


def _printed(value: object, like: str) -> str:
    """A value of the database as the hand-worked result is printed: its decimals, yes or no, words, or "no value"."""
    if value is None or value != value:
        return NO_VALUE
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    number = _NUMBER.fullmatch(like)
    decimals = len(number[1] or "") if number else 4
    return formatting.rounded(float(value), decimals)
