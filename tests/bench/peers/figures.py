"""Proportions, rates, standardised rates, means and rank groups beside phstatsmethods."""

import random
from collections.abc import Iterator

import pandas as pd
import PHStatsMethods as peer

from tests.bench.peers.tally import Tally, attempt, nothing_known, plain
from tests.oracles import macros

PEER = "phstatsmethods"
LEVELS = [0.95, 0.998]
LIMITS = ["lower_95_ci", "upper_95_ci", "lower_99_8_ci", "upper_99_8_ci"]
STANDARD = [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000]


def limits(macro: str, arguments: str) -> str:
    """Both limits at both levels; `macro` has a place for the side, `arguments` for the level."""
    return ", ".join(
        f"macros.{macro.format(side=side)}({arguments.format(level=level)})" for level in (95, 99.8) for side in ("lower", "upper")
    )


def a_count(pick: random.Random) -> int:
    """Any size, and often where exact limits give way to Byar's."""
    return pick.choice([pick.randint(1, 30), pick.randint(8, 11), int(10 ** pick.uniform(0, 5)), 0 if pick.random() < 0.05 else 10])


def proportions(number: int, pick: random.Random) -> Iterator[Tally]:
    """None, all or any of few or of many; fractions as weighted surveys have them, but none so small that digits cancel."""
    tally, cases = Tally("proportion, Wilson", PEER), []
    while len(cases) < number:
        people = pick.choice([pick.randint(1, 60), int(10 ** pick.uniform(0, 6))])
        cases.append((float(pick.choice([0, people, pick.randint(0, people), people * pick.uniform(0.01, 1)])), people))
    ours = macros.each(f"100 * x / n, {limits('wilson_{side}', 'x, n, {level}')}", cases, "x n")
    found = peer.ph_proportion(pd.DataFrame(cases, columns=["x", "n"]), "x", "n", confidence=LEVELS, multiplier=1)
    for case, answer, row in zip(cases, ours, found[["Value", *LIMITS]].itertuples(index=False), strict=True):
        tally.add(case, (answer[0] / 100, *answer[1:]), plain(row), nothing_known)
    yield tally


def rates(number: int, pick: random.Random) -> Iterator[Tally]:
    """A table with a count of 0 has no answer from the peer, so those are asked one by one."""
    tally = Tally("rate, exact and Byar", PEER)
    cases = [(a_count(pick), int(10 ** pick.uniform(0, 6))) for _ in range(number)]
    ours = macros.each(f"1e5 * x / n, {limits('poisson_{side}', 'x, {level}')}", cases, "x n")
    answers = {
        case: (answer[0], *(1e5 / case[1] * limit for limit in answer[1:])) for case, answer in zip(cases, ours, strict=True)
    }
    for case, theirs in _each_rate(cases):
        tally.add(case, answers[case], theirs, lambda ours, theirs, case=case: _no_event(case[0], theirs))
    yield tally


def _each_rate(cases: list[tuple]) -> Iterator[tuple]:
    def ask(some: list[tuple]) -> list:
        found = peer.ph_rate(pd.DataFrame(some, columns=["x", "n"]), "x", "n", confidence=LEVELS)
        return [plain(row) for row in found[["Value", *LIMITS]].itertuples(index=False)]

    some = [case for case in cases if case[0] > 0]
    yield from zip(some, ask(some), strict=True)
    for case in (case for case in cases if case[0] == 0):
        theirs = attempt(lambda case=case: ask([case])[0])
        yield case, theirs


def _no_event(events: float, theirs: tuple | str) -> str | None:
    return "no event" if events == 0 and isinstance(theirs, str) and theirs.startswith("ValueError: 'Value' must be") else None


def directly_standardised(number: int, pick: random.Random) -> Iterator[Tally]:
    """Areas of all ages or of some, events missing in some bands, below 10 events in all as well."""
    tally, bands = Tally("directly standardised rate, Dobson", PEER), []
    for area in range(number):
        first, rate = pick.choice([0, 0, pick.randint(0, 15)]), 10 ** pick.uniform(-4, -1.5)
        for weight in STANDARD[first:]:
            people = pick.randint(20, 3000)
            bands.append((area, None if pick.random() < 0.05 else int(people * rate * pick.random() * 2), people, weight))
    macros.table("band", bands, "area events population weight")
    ours = macros.ask(
        "SELECT area, macros.directly_standardised_rate(events, population, weight, 1e5), "
        f"{limits('directly_standardised_{side}', 'events, events, population, weight, 1e5, {level}')} "
        "FROM band GROUP BY area ORDER BY area"
    )
    frame = pd.DataFrame(bands, columns=["area", "events", "population", "weight"])
    found = peer.ph_dsr(
        frame, "events", "population", "weight", group_cols="area", confidence=LEVELS, euro_standard_pops=False
    ).sort_values("area")
    for (area, *answer), row in zip(ours, found[["Value", *LIMITS]].itertuples(index=False), strict=True):
        tally.add(("area", area), tuple(answer), plain(row), nothing_known)
    yield tally


def indirectly_standardised(number: int, pick: random.Random) -> Iterator[Tally]:
    """Half the cases as ratios, half as rates."""
    reference = [(band, pick.randint(1, 5000), pick.randint(50_000, 400_000)) for band in range(19)]
    bands, observed = [], {}
    for area in range(number // 2):
        shares = [pick.randint(0, 4) for _ in range(19)]
        counts = [0] * 19 if pick.random() < 0.01 else [share * pick.randint(0, 3) for share in shares]
        observed[area] = sum(counts)
        bands += [(area, counts[band], pick.randint(0, 3000), *reference[band]) for band in range(19)]
    names = "area events population band reference_events reference_population"
    macros.table("band", bands, names)
    ours = macros.ask(
        f"""SELECT area, observed / expected, {limits("poisson_{side}", "observed, {level}")}, expected, crude
        FROM (
            SELECT area, sum(events) AS observed,
                macros.expected_events(population, reference_events, reference_population) AS expected,
                1e5 * sum(reference_events) / sum(reference_population) AS crude
            FROM band GROUP BY area
        ) ORDER BY area"""
    )
    frame = pd.DataFrame(bands, columns=names.split())
    for name, ask in (("ratio", peer.ph_ISRatio), ("rate", peer.ph_ISRate)):
        tally = Tally(f"indirectly standardised {name}", PEER)
        theirs = _standardised(ask, frame, observed)
        for area, value, *events, expected, crude in ours:
            scale = crude if name == "rate" else 1.0
            answer = (value * scale, *(limit / expected * scale for limit in events))
            tally.add(("area", area), answer, theirs[area], lambda ours, theirs, area=area: _no_event(observed[area], theirs))
        yield tally


def _standardised(ask, frame: pd.DataFrame, observed: dict[int, int]) -> dict[int, tuple | str]:
    columns = ("events", "population", "reference_events", "reference_population")

    def answers(some: pd.DataFrame) -> list:
        found = ask(some, *columns, group_cols="area", confidence=LEVELS)
        return [(row[0], plain(row[1:])) for row in found[["area", "Value", *LIMITS]].itertuples(index=False)]

    is_none = frame["area"].map(observed) == 0
    found = dict(answers(frame[~is_none]))
    for area, bands in frame[is_none].groupby("area"):
        one = attempt(lambda bands=bands: answers(bands))
        found[area] = one if isinstance(one, str) else one[0][1]
    return found


def means(number: int, pick: random.Random) -> Iterator[Tally]:
    """Samples of 1 to 60 values; from 32 our deviate is an expansion, right to 1 in 1,000,000."""
    tally = Tally("mean, Student", PEER, 1e-6)
    samples = [[pick.gauss(50, 10 ** pick.uniform(-1, 1)) for _ in range(pick.randint(1, 60))] for _ in range(number)]
    rows = [(area, value) for area, sample in enumerate(samples) for value in sample]
    macros.table("sample", rows, "area value")
    ours = macros.ask(
        f"SELECT area, mean, {limits('mean_{side}', 'mean, sd, n, {level}')} FROM ("
        "SELECT area, avg(value) AS mean, stddev_samp(value) AS sd, count(*) AS n FROM sample GROUP BY area) ORDER BY area"
    )
    found = peer.ph_mean(pd.DataFrame(rows, columns=["area", "value"]), "value", ["area"], confidence=LEVELS)
    for (area, *answer), row in zip(ours, found.sort_values("area")[["Value", *LIMITS]].itertuples(index=False), strict=True):
        tally.add(samples[int(area)], tuple(answer), plain(row), nothing_known)
    yield tally


def rank_groups(number: int, pick: random.Random) -> Iterator[Tally]:
    """Sets of areas with ties and gaps, into quarters, fifths or tenths; often fewer areas than groups."""
    tally = Tally("rank groups", PEER)
    for k in (4, 5, 10):
        rows = []
        while len(rows) < number // 3:
            area, highest = len(rows), pick.choice([8, 1000])
            rows += [
                (area, None if pick.random() < 0.05 else pick.randint(0, highest)) for _ in range(pick.choice([3, 12, 40, 200]))
            ]
        macros.table("ranked", rows, "area value")
        ours = macros.ask(
            f"""SELECT CASE WHEN value IS NOT NULL THEN macros.quantile_of_rank(
                rank() OVER (PARTITION BY area ORDER BY value DESC NULLS LAST), count(value) OVER (PARTITION BY area), {k}) END
            FROM ranked ORDER BY line"""
        )
        frame = pd.DataFrame(rows, columns=["area", "value"]).astype({"value": float})
        found = peer.ph_quantile(frame, "value", "area", nquantiles=k)
        for row, answer, theirs in zip(rows, ours, found["quantile"], strict=True):
            tally.add((*row, k), answer, plain((theirs,)), nothing_known)
    yield tally
