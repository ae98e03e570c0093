"""Lines of funnel plots, and which points lie beyond them, beside phstatsmethods."""

import random
from collections.abc import Iterator

import pandas as pd
import PHStatsMethods as peer

from tests.bench.peers.figures import PEER, a_count
from tests.bench.peers.tally import Tally, apart, attempt, nothing_known, plain
from tests.oracles import macros

# The peer finds its lines of rates by halving, to 1 in 10,000.
HALVED = 1e-4
LINES = ["lower_2s_limit", "upper_2s_limit", "lower_3s_limit", "upper_3s_limit"]
SIDES = [(level, side) for level in (95, 99.8) for side in ("lower", "upper")]


def lines_of_shares(number: int, pick: random.Random) -> Iterator[Tally]:
    """The peer draws a hundred sizes at once, around the average of the areas that it is given."""
    tally = Tally("funnel lines of proportions", PEER)
    while tally.cases < number:
        multiplier, areas = pick.choice([1, 100, 100, 1000]), _some_shares(pick)
        ask = _lines(areas, "proportion", multiplier, "Population")
        average = sum(events for events, _ in areas) / sum(people for _, people in areas)
        drawn = attempt(ask)
        if isinstance(drawn, str):
            known = "all of them" if average == 1 and "math domain" in drawn else None
            tally.add(("areas", areas), (), drawn, lambda ours, theirs, known=known: known)
            continue
        shares = ", ".join(
            f"{multiplier} * macros.funnel_share({average!r}::DOUBLE, size, {level}, {1 if side == 'upper' else -1})"
            for level, side in SIDES
        )
        ours = macros.each(shares, [(size,) for size, *_ in drawn], "size")
        for answer, (size, *theirs) in zip(ours, drawn, strict=True):
            tally.add((average, size, multiplier), answer, tuple(theirs), lambda *both, times=multiplier: _cut(*both, times))
    yield tally


def _cut(ours: tuple, theirs: tuple, multiplier: int) -> str | None:
    def is_cut(our: float, their: float) -> bool:
        return their == 100 < our if multiplier > 100 else our == multiplier < their <= 100

    pairs = list(zip(ours, theirs, strict=True))
    return "cut at 100" if multiplier != 100 and all(apart(*pair) < 1e-9 or is_cut(*pair) for pair in pairs) else None


def lines_of_ratios(number: int, pick: random.Random) -> Iterator[Tally]:
    """Beside our lines, and beside our exact limits, on which the peer's lines rest."""
    lines, exact = Tally("funnel lines of ratios", PEER, HALVED), Tally("exact limits of a count", PEER, HALVED)
    while lines.cases < number // 2:
        highest = 10 ** pick.uniform(0.5, 2.7)
        areas = [(pick.randint(0, int(highest)), highest * pick.uniform(0.1, 1)) for _ in range(20)]
        drawn = _lines(areas, "ratio", 1, "Observed_events", ratio_type="isr")()
        found = macros.each(
            ", ".join(f"100 * macros.funnel_ratio_{side}(size, {level})" for level, side in SIDES)
            + ", "
            + ", ".join(
                f"100 * size / macros.exact_{'upper' if side == 'lower' else 'lower'}(size, {level})" for level, side in SIDES
            ),
            [(size,) for size, *_ in drawn],
            "size",
        )
        for both, (size, *theirs) in zip(found, drawn, strict=True):
            is_exact = size >= 10 and max(map(apart, both[4:], theirs)) <= HALVED
            lines.add(size, both[:4], tuple(theirs), lambda *_, is_exact=is_exact: "exact lines" if is_exact else None)
            exact.add(size, both[4:], tuple(theirs), nothing_known)
    yield from (lines, exact)


def _lines(areas: list[tuple], statistic: str, multiplier: int, size: str, **settings):
    def ask() -> list[tuple]:
        frame = pd.DataFrame(areas, columns=["events", "base"])
        found = peer.calculate_funnel_limits(frame, "events", statistic, multiplier, denom_col="base", **settings)
        return [plain(row) for row in found[[size, *LINES]].itertuples(index=False)]

    return ask


def points(number: int, pick: random.Random) -> Iterator[Tally]:
    """Which points differ at which level: shares by Wilson's interval, ratios and crude rates by the interval of the events."""
    for statistic in ("proportion", "ratio", "rate"):
        tally = Tally(f"points beyond a funnel: {statistic}", PEER)
        while tally.cases < number // 3:
            areas = _some_shares(pick) if statistic == "proportion" else _some_counts(pick)
            average = 1.0 if statistic == "ratio" else sum(events for events, _ in areas) / sum(base for _, base in areas)
            ours, theirs = _differing(areas, statistic, average), attempt(lambda s=statistic, a=areas: _significance(s, a))
            if isinstance(theirs, str):
                known = "all of them" if statistic == "proportion" and average == 1 and "math domain" in theirs else None
                tally.add(("areas", areas), tuple(ours), theirs, lambda ours, theirs, known=known: known)
                continue
            for area, answer, word in zip(areas, ours, theirs, strict=True):
                tally.add((area, average), answer, (word,), nothing_known)
        yield tally


def _differing(areas: list[tuple], statistic: str, average: float) -> list[tuple]:
    kind = "proportion" if statistic == "proportion" else "crude_rate"
    outcome = "macros.outcome(x / n, {}, {}, average, 'neutral')".format(
        *(f"macros.{side}_limit('{kind}', x / n, x, n, n, 1, {{level}})" for side in ("lower", "upper"))
    )
    words = " ".join(
        f"WHEN {outcome.format(level=level)} = '{side}' THEN '{word}'"
        for level, tail in ((99.8, "0.001"), (95, "0.025"))
        for side, word in (("higher", f"High ({tail})"), ("lower", f"Low ({tail})"))
    )
    return macros.each(f"CASE {words} ELSE 'Not significant' END", [(*area, average) for area in areas], "x n average")


def _significance(statistic: str, areas: list[tuple]) -> list[str]:
    frame = pd.DataFrame(areas, columns=["events", "base"])
    settings = {}
    if statistic == "rate":
        frame["rate"] = 1000 * frame["events"] / frame["base"]
        settings = {"rate": "rate", "rate_type": "crude", "multiplier": 1000}
    return peer.assign_funnel_significance(frame, "events", statistic, denom_col="base", **settings)["significance"].to_list()


def _some_shares(pick: random.Random) -> list[tuple]:
    """Forty areas around an average; now and then every one of them has nobody or everybody."""
    average = pick.choice([pick.random()] * 18 + [0.0, 1.0])
    people = [int(10 ** pick.uniform(0.5, 5)) for _ in range(40)]
    return [(round(one * min(1, max(0, average * pick.uniform(0.8, 1.2)))) if average < 1 else one, one) for one in people]


def _some_counts(pick: random.Random) -> list[tuple]:
    """Forty areas with about as many events as expected."""
    counts = [a_count(pick) for _ in range(40)]
    return [(count, max(count, 3) * 10 ** pick.uniform(-0.4, 0.4)) for count in counts]
