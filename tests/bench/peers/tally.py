"""What came of one statistic: how far apart the two at most are where they agree, and what departs, by kind."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

UNKNOWN = "unknown"


@dataclass
class Tally:
    """One statistic beside one peer's. Numbers agree within `tolerance`, relative to the larger; words exactly."""

    statistic: str
    peer: str
    tolerance: float = 1e-9
    cases: int = 0
    largest: float = 0.0
    departures: Counter = field(default_factory=Counter)
    examples: dict[str, tuple] = field(default_factory=dict)

    def add(self, case: object, ours: tuple, theirs: tuple | str, known: Callable[[tuple, tuple | str], str | None]) -> None:
        """One case and both answers. `known` is asked only where they depart: its kind in KNOWN, or None."""
        self.cases += 1
        distance = math.inf if isinstance(theirs, str) else max(apart(*both) for both in zip(ours, theirs, strict=True))
        if distance <= self.tolerance:
            self.largest = max(self.largest, distance)
            return
        kind = known(ours, theirs) or UNKNOWN
        self.departures[kind] += 1
        self.examples.setdefault(kind, (case, ours, theirs))


def apart(ours: object, theirs: object) -> float:
    """Relative difference of two numbers; infinite where only one is a number, or where words differ."""
    if ours is None or theirs is None or isinstance(ours, str) or isinstance(theirs, str):
        return 0.0 if ours == theirs else math.inf
    larger = max(abs(ours), abs(theirs))
    return abs(ours - theirs) / larger if larger > 1e-9 else 0.0


def nothing_known(ours: tuple, theirs: tuple | str) -> None:
    """For a statistic without a known departure."""


def plain(numbers) -> tuple:
    """Numbers of a frame's row; NaN is None."""
    return tuple(None if number != number else float(number) for number in numbers)


def attempt(answer: Callable[[], list]) -> list | str:
    """A peer's answer, or its error in words."""
    try:
        return answer()
    except (ArithmeticError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
