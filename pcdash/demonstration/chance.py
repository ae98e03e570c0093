"""Chance that repeats: the same draws on every run, every platform and every Python.

Each draw is seeded by its own key (practice, indicator, year), so that a new indicator or practice leaves all others as they
were. Only +, -, x, / and the square root are used on the draws, which IEEE 754 fixes to the last bit; logarithms and powers,
which differ between C libraries, are not.
"""

import hashlib
import tomllib
from functools import cache
from math import sqrt
from random import Random

from pcdash import config

RECIPE = tomllib.loads((config.DEMONSTRATION / "recipe.toml").read_text(encoding="utf-8"))


def chance(*key: object) -> Random:
    """A generator of its own for the key."""
    digest = hashlib.sha256("|".join(map(str, (RECIPE["seed"], *key))).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))


@cache
def normal(*key: object) -> float:
    """A draw with mean 0 and standard deviation 1: twelve uniform draws less six, which is near enough to the normal curve."""
    generator = chance("normal", *key)
    return sum(generator.random() for _ in range(12)) - 6


def draw(people: int, share: float, *key: object) -> int:
    """How many of the people, when each is one with that probability."""
    generator = chance("draw", *key)
    if people < 80:
        return sum(generator.random() < share for _ in range(people))
    mean = people * share
    return min(people, max(0, round(mean + sqrt(mean * (1 - share)) * (sum(generator.random() for _ in range(12)) - 6))))


def events(expected: float, *key: object) -> int:
    """A count of rare events with that mean: one among many people, each with a small chance."""
    people = 20 * int(expected + 1)
    return draw(people, expected / people, *key)


def shift(share: float, steps: float) -> float:
    """The share after moving its odds by so many steps: `shift(0.7, 0.1)` is 0.72. (2 + s) / (2 - s) stands in for e to the s."""
    odds = scale(share, steps)
    return odds / (1 - share + odds)


def scale(level: float, steps: float) -> float:
    """The level after so many steps, each about 2.7 times the one before: `scale(10, 0.1)` is 11.05."""
    steps = min(1.7, max(-1.7, steps))
    return level * (2 + steps) / (2 - steps)


def along(levels: list[float], way: float) -> float:
    """The level at a point of the way, from 0 to 1, through the levels at even distances: `along([10, 20, 40], 0.75)` is 30."""
    place = min(1.0, max(0.0, way)) * (len(levels) - 1)
    before = min(int(place), len(levels) - 1)
    after = min(before + 1, len(levels) - 1)
    return levels[before] + (levels[after] - levels[before]) * (place - before)


def divide(whole: int, weights: list[float]) -> list[int]:
    """The whole in parts that are proportional to the weights and add up to it."""
    total, running, parts = sum(weights), 0.0, []
    for weight in weights:
        start, running = running, running + weight
        parts.append(round(whole * running / total) - round(whole * start / total))
    return parts
