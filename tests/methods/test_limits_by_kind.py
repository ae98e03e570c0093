"""Value and limits of an indicator by its kind: each kind has the method that its figures ask for, or none."""

import random

import pytest

from tests.oracles import agreement, intervals, macros

KINDS = ("proportion", "distribution", "crude_rate", "indirectly_standardised_rate", "ratio", "count", "size", "score", "mean")


def value(kind: str, numerator, denominator, multiplier: float) -> float | None:
    if kind in ("count", "size"):
        return None if numerator is None else multiplier * numerator
    if kind == "directly_standardised_rate" or numerator is None or not denominator:
        return None
    return numerator / denominator * multiplier


def limits(kind: str, figure, numerator, denominator, base, multiplier: float, level: float) -> intervals.Limits:
    if kind in ("proportion", "distribution"):
        if figure is None or not base or not 0 <= figure <= multiplier:
            return None, None
        scale, (lower, upper) = multiplier, intervals.wilson(base * (figure / multiplier), base, level)
    elif kind in ("crude_rate", "indirectly_standardised_rate", "ratio"):
        if numerator is None or not denominator:
            return None, None
        scale, (lower, upper) = multiplier / denominator, intervals.poisson(numerator, level)
    elif kind == "count" and numerator is not None:
        scale, (lower, upper) = multiplier, intervals.poisson(numerator, level)
    else:
        return None, None
    return lower * scale, upper * scale


def some_case(pick: random.Random) -> tuple:
    multiplier = pick.choice([1, 100, 1000, 100_000])
    denominator = pick.choice([None, 0, 1, int(10 ** pick.uniform(0, 7))])
    numerator = None if denominator is None else pick.choice([0, denominator, pick.randint(0, denominator)])
    base = pick.choice([denominator, None, 0, pick.randint(1, 500), pick.uniform(1, 500)])
    figure = pick.choice([None, 0.0, float(multiplier), multiplier * pick.random(), multiplier * 1.2])
    return pick.choice([*KINDS, "directly_standardised_rate"]), figure, numerator, denominator, base, multiplier


@pytest.mark.parametrize("level", [95, 99.8])
def test_limits_agree_with_a_second_implementation(level):
    pick = random.Random(20190406)
    cases = [some_case(pick) for _ in range(10_000)]
    arguments = f"kind, value, numerator, denominator, base, multiplier, {level}"
    found = macros.each(
        f"macros.lower_limit({arguments}), macros.upper_limit({arguments})",
        cases,
        "kind value numerator denominator base multiplier",
    )
    assert agreement.differing(cases, found, [limits(*case, level) for case in cases], tiny=1e-9) == []


def test_values_agree_with_a_second_implementation():
    pick = random.Random(20190407)
    cases = [(case[0], case[2], case[3], case[5]) for case in (some_case(pick) for _ in range(10_000))]
    found = macros.each(
        "macros.point_value(kind, numerator, denominator, multiplier)", cases, "kind numerator denominator multiplier"
    )
    assert agreement.differing(cases, found, [(value(*case),) for case in cases]) == []
