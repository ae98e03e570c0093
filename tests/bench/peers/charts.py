"""XmR control charts beside abspc: limits, signals, colours, icons. Its rules are six and eight points, and it screens nothing."""

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import abspc as peer
import pandas as pd

from tests.bench.peers.tally import Tally, plain
from tests.oracles import macros

PEER = "abspc"
# Moving ranges from the mean to a limit: ours as published, theirs.
OURS, THEIRS = 2.66, 3 / 1.128
RULES = {"rule1": "outside", "rule3": "trend", "rule4": "two_of_three", "rule2": "shift"}
WORDS = {peer.spc.COLOUR_IMPROVEMENT: "improvement", peer.spc.COLOUR_CONCERN: "concern", peer.spc.COLOUR_COMMON_CAUSE: "common"}
REACHED = {"pass": "consistently_passes", "fail": "consistently_fails", "hit_or_miss": "hit_and_miss"}
SERIES_AT_ONCE = 2_000


@dataclass(frozen=True)
class Series:
    """A series as it is given, which way is better, and its target."""

    values: list[float | None]
    is_high_better: bool
    target: float

    @property
    def polarity(self) -> str:
        """The agreed direction in our words."""
        return "higher_better" if self.is_high_better else "lower_better"

    @property
    def has_gap(self) -> bool:
        """Whether a point has no value."""
        return None in self.values

    @property
    def is_constant(self) -> bool:
        """Whether its values never vary."""
        return len(set(self.values) - {None}) == 1


def charts(number: int, pick: random.Random) -> Iterator[Tally]:
    """Cases are points (their signal and colour) and series (limits, icon, assurance)."""
    names = ("limits", "signal of a point", "colour of a point", "icon", "assurance")
    tallies = {name: Tally(f"control chart: {name}", PEER) for name in names}
    while sum(tally.cases for tally in tallies.values()) < number:
        some = [_some_series(pick) for _ in range(min(SERIES_AT_ONCE, number // 60 + 1))]
        for series, ours in zip(some, _ours(some), strict=True):
            _compare(series, ours, tallies)
    yield from tallies.values()


def _some_series(pick: random.Random) -> Series:
    """Noise with a step, a trend or one far out; in eighths, which sum exactly, or tenths; some constant, some with a gap."""
    size, digits = pick.randint(6, 36), pick.choice([8, 10])
    kind = pick.choice(["noise", "step", "trend", "outlier"] * 8 + ["constant"])
    start, spread = pick.randint(20, 800) / 10, 0 if kind == "constant" else pick.choice([0.5, 2.0])
    values = [start + pick.gauss(0, spread) for _ in range(size)]
    if kind == "step":
        values = [value + 2 * spread * (place > size / 2) for place, value in enumerate(values)]
    if kind == "trend":
        values = [value + pick.choice([-0.7, 0.7, 1]) * spread * max(0, place - size / 2) for place, value in enumerate(values)]
    if kind == "outlier":
        values[pick.randrange(size)] += pick.choice([-8, 8]) * spread
    values = [start if kind == "constant" else round(value * digits) / digits for value in values]
    if kind != "constant" and pick.random() < 0.03:
        values[pick.randrange(1, size - 1)] = None
    return Series(values, pick.random() < 0.5, start + pick.uniform(-6, 6) * max(spread, 0.1))


def _ours(some: list[Series]) -> list[list[tuple]]:
    """Per series its points with values: mean, limits, near limits, signal, its side, variation, and the assurance at the end."""
    macros.table(
        "point",
        [(place, 0, occasion, value) for place, series in enumerate(some) for occasion, value in enumerate(series.values)],
        "series segment occasion value",
    )
    macros.table("judged", [(place, series.polarity, series.target) for place, series in enumerate(some)], "series polarity target")
    rows = macros.ask(
        """SELECT series, occasion, mean, lower_limit, upper_limit, near_lower, near_upper, signal, signal_side,
            macros.variation(signal, signal_side, polarity), macros.assurance(target, lower_limit, upper_limit, polarity)
        FROM macros.control_chart('point', screen := FALSE, trend_n := 6, shift_n := 8)
        INNER JOIN judged USING (series) ORDER BY series, occasion"""
    )
    found = [[] for _ in some]
    for series, *point in rows:
        found[int(series)].append(point)
    return found


def _compare(series: Series, ours: list[tuple], tallies: dict[str, Tally]) -> None:
    direction = "high" if series.is_high_better else "low"
    frame = pd.DataFrame({"value": pd.Series(series.values, dtype=float)})
    theirs = peer.detect_special_causes(peer.calculate_control_limits(frame, "XmR"))
    colours = peer.determine_point_colours(theirs, improvement_direction=direction)
    mean, *limits = plain(theirs[["mean", "lcl", "ucl", "lwl", "uwl"]].iloc[0])
    # Brought to our constant: what is left to depart is not the constant's.
    brought = (mean, *(mean + (limit - mean) * OURS / THEIRS for limit in limits))
    tallies["limits"].add(
        series, tuple(ours[0][1:6]), brought, lambda *_: _of_series(series) if _as_known(series, brought) else None
    )
    flags, values = theirs[list(RULES)].to_numpy(), {int(point[0]): series.values[int(point[0])] for point in ours}
    between = {place for place, value in values.items() if any(_between(value, mean, limit) for limit in limits)}
    on_mean = any(0 < abs(value - mean) < 1e-9 * abs(mean) for value in values.values())
    for occasion, *_, signal, _side, variation, _assurance in ours:
        place = int(occasion)
        flagged = next((name for name, is_flagged in zip(RULES.values(), flags[place], strict=True) if is_flagged), None)
        is_near = bool(between & set(range(place - 2, place + 3)))
        why = _of_series(series) or ("3 / 1.128" if is_near else "on the mean" if on_mean else None)
        tallies["signal of a point"].add((series, place), (signal,), (flagged,), lambda *_, why=why: why)
        if flagged == signal:
            word, known = (variation or "").split("_")[0], _colour(theirs, place, signal)
            tallies["colour of a point"].add((series, place), (word,), (WORDS[colours[place]],), lambda *_, known=known: known)
    _of_newest(series, ours, theirs, "3 / 1.128" if between else "on the mean" if on_mean else None, tallies)


def _of_newest(series: Series, ours: list[tuple], theirs: pd.DataFrame, why: str | None, tallies: dict[str, Tally]) -> None:
    direction = "high" if series.is_high_better else "low"
    *_, signal, _, variation, assurance = ours[-1]
    icon = peer.determine_variation_type(theirs, improvement_direction=direction)
    is_old = signal is None and bool(theirs["special_cause"].any()) and not theirs["special_cause"].iloc[int(ours[-1][0])]
    known = "old signal" if is_old else "icon of a trend" if signal == "trend" else why
    tallies["icon"].add(series, (variation,), (icon,), lambda *_: _of_series(series) or known)
    reached = peer.determine_assurance_type(theirs, series.target, improvement_direction=direction)
    mean, *limits = plain(theirs[["mean", "lcl", "ucl"]].iloc[0])
    is_near = any(_between(series.target, mean, limit) for limit in limits)
    tallies["assurance"].add(
        series, (assurance,), (REACHED[reached],), lambda *_: _of_series(series) or ("3 / 1.128" if is_near else None)
    )


def _of_series(series: Series) -> str | None:
    return "constant" if series.is_constant else "gap" if series.has_gap else None


def _as_known(series: Series, brought: tuple) -> bool:
    """Whether the peer's limits rest on the steps between neighbours that both have a value: none of them, in a constant."""
    steps = [abs(now - then) for then, now in itertools.pairwise(series.values) if None not in (then, now)]
    return math.isclose(brought[2] - brought[0], OURS * sum(steps) / len(steps), rel_tol=1e-6, abs_tol=1e-9 * abs(brought[0]))


def _between(value: float, mean: float, limit: float) -> bool:
    """Whether a value lies between a limit of theirs and the same of ours, or on one of them but for rounding."""
    ends = sorted((limit, mean + (limit - mean) * OURS / THEIRS))
    return ends[0] - 1e-9 * abs(mean) <= value <= ends[1] + 1e-9 * abs(mean) and not math.isclose(limit, mean)


def _colour(theirs: pd.DataFrame, place: int, signal: str | None) -> str | None:
    if signal != "trend":
        return None
    if theirs["rule2"].iloc[place]:
        return "trend on one side"
    values = theirs["value"]
    return "first of a trend" if place == 0 or not _goes_on(values, place) else None


def _goes_on(values: pd.Series, place: int) -> bool:
    """Whether the step to a point goes the way of the next."""
    if place + 1 >= len(values):
        return True
    return (values.iloc[place] - values.iloc[place - 1]) * (values.iloc[place + 1] - values.iloc[place]) > 0
