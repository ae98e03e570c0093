"""CUSUM of monthly values: the sum of what lies above a target, and of what lies below it, until either is an alert."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """The sums after one point, and what they were held against."""

    target: float | None
    threshold: float | None
    above: float
    below: float

    @property
    def alert(self) -> str | None:
        if self.threshold is None:
            return None
        if self.above > self.threshold:
            return "up"
        return "down" if self.below < -self.threshold else None


def chart(values: list[float | None], window: int, sensitivity: float) -> list[State]:
    """The states of one series in order."""
    states: list[State] = []
    for place, value in enumerate(values):
        earlier = values[max(0, place - window) : place]
        if not states or states[-1].target is None:
            states.append(_start(value, values[place : place + window], sensitivity))
        elif states[-1].alert is None:
            states.append(_add(states[-1], states[-1].target, value, sensitivity))
        else:
            states.append(_after_alert(states[-1], value, earlier, sensitivity))
    return states


def _start(value: float | None, window: list[float | None], sensitivity: float) -> State:
    """Sums from nothing, against the mean and the spread of a window."""
    target = _mean(window)
    spread = None if target is None else math.sqrt(_mean([None if y is None else (y - target) ** 2 for y in window]))
    return _add(State(target, None if spread is None else sensitivity * spread, 0.0, 0.0), target, value, sensitivity)


def _after_alert(last: State, value: float | None, earlier: list[float | None], sensitivity: float) -> State:
    carried_on = _add(last, _mean(earlier), value, sensitivity)
    moves_away = carried_on.above > last.above if last.alert == "up" else carried_on.below < last.below
    return carried_on if moves_away else _start(value, earlier, sensitivity)


def _add(last: State, target: float | None, value: float | None, sensitivity: float) -> State:
    """A point without a value leaves nothing of the sums."""
    if value is None or target is None:
        return State(target, last.threshold, 0.0, 0.0)
    slack = last.threshold / (2 * sensitivity)
    above = round(max(0.0, last.above + value - (target + slack)), 2)
    below = round(min(0.0, last.below + value - (target - slack)), 2)
    return State(target, last.threshold, above, below)


def _mean(values: list[float | None]) -> float | None:
    given = [value for value in values if value is not None]
    return math.fsum(given) / len(given) if given else None
