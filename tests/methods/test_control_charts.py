"""XmR control charts: the published series point by point, and a second implementation on random series."""

import dataclasses
import random

import pytest

from tests import published
from tests.oracles import agreement, control_charts, macros

SERIES = {row["series_id"]: row for row in published.rows("spc")}
POLARITY = {"increase": "higher_better", "decrease": "lower_better", "neutral": "neutral"}
FIGURES = "mean, raw_range, moving_range, lower_limit, upper_limit, near_lower, near_upper, signal, signal_side"
SIGNALS = {
    "Common Cause": (None, None),
    "Above UCL": ("outside", "high"),
    "Below LCL": ("outside", "low"),
    "7 Point Trend (Increasing)": ("trend", "high"),
    "7 Point Trend (Decreasing)": ("trend", "low"),
    "2 in 3 Above CL": ("two_of_three", "high"),
    "2 in 3 Below CL": ("two_of_three", "low"),
    "7 Points Above CL": ("shift", "high"),
    "7 Points Below CL": ("shift", "low"),
}


@pytest.fixture(scope="module")
def found() -> dict:
    """The points of every published series, each charted with its own settings."""
    points = {}
    for screen, baseline in {(row["screen_outliers"], row["fix_after_n"] or "NULL") for row in SERIES.values()}:
        macros.database().execute(
            f"""CREATE OR REPLACE TABLE chart_point AS
            SELECT series_id AS series, 0 AS segment, t AS occasion, value
            FROM published.spc_points INNER JOIN published.spc USING (series_id)
            WHERE screen_outliers = {screen} AND fix_after_n IS NOT DISTINCT FROM {baseline}"""
        )
        for series, occasion, is_trial, *figures in macros.ask(
            f"SELECT series, occasion, is_trial, {FIGURES} "
            f"FROM macros.control_chart('chart_point', screen := {screen}, baseline_n := {baseline}) ORDER BY series, occasion"
        ):
            points[series, str(occasion)] = (is_trial, *figures)
    return points


@pytest.fixture(scope="module")
def latest(found) -> dict:
    """The last point of every series."""
    return {series: figures for (series, _), figures in found.items()}


@pytest.mark.parametrize("series", SERIES)
def test_the_limits_of_a_published_series(latest, series):
    row = SERIES[series]
    expected = published.numbers(
        row,
        *("mean", "avg_moving_range_raw", "avg_moving_range_used", "lower_limit", "upper_limit", "near_lower", "near_upper"),
    )
    is_trial, *figures = latest[series]
    assert agreement.same(tuple(figures[:7]), expected)
    assert is_trial == (int(row["n"]) < 13)


def icon(signal: str | None, side: str | None, polarity: str) -> str:
    """The reference's word: it does not say which side an improvement or a concern is on."""
    (word,) = macros.ask("SELECT macros.variation($signal, $side, $polarity)", signal=signal, side=side, polarity=polarity)[0]
    if word == "common_cause":
        return word
    return f"special_cause_{word if word.startswith('neutral') else word.partition('_')[0]}"


@pytest.mark.parametrize("series", SERIES)
def test_the_icons_of_a_published_series(latest, series):
    row = SERIES[series]
    _, _, _, _, lower, upper, _, _, signal, side = latest[series]
    polarity = POLARITY[row["improvement_direction"]]
    assert icon(signal, side, polarity) == row["variation_icon_latest_point"]
    (reached,) = macros.ask(
        "SELECT macros.assurance($target::DOUBLE, $lower, $upper, $polarity)",
        target=row["target"] or None,
        lower=lower,
        upper=upper,
        polarity=polarity,
    )[0]
    words = {"inconsistent": "hit_and_miss", "consistent_pass": "consistently_passes", "consistent_fail": "consistently_fails"}
    assert reached == words.get(row["assurance"])


@pytest.mark.parametrize("row", published.cases("spc_points", "series_id", "t"))
def test_the_signal_of_a_published_point(found, row):
    signal, side = found[row["series_id"], row["t"]][-2:]
    assert (signal, side) == SIGNALS[row["special_cause"]]
    polarity = POLARITY[SERIES[row["series_id"]]["improvement_direction"]]
    assert icon(signal, side, polarity) == row["point_type"]


def eighths(pick: random.Random, spread: float) -> float:
    """Noise on a grid that sums exactly, so that a point on the mean is on the mean to both implementations."""
    return round(pick.gauss(0, spread) * 8) / 8


def some_segment(pick: random.Random) -> list[float | None]:
    """Noise, ties, a constant, a step, a trend, one far out; with gaps."""
    size = pick.choice([1, 2, 3, 7, 12, 13, pick.randint(4, 40)])
    kind = pick.choice(["noise", "ties", "constant", "step", "trend", "outlier"])
    values = [50 + eighths(pick, {"constant": 0, "trend": 0.3}.get(kind, 2)) for _ in range(size)]
    if kind == "ties":
        values = [50 + pick.choice([-1, 0, 0, 1]) for _ in values]
    if kind == "step":
        values = [value + 4 * (place > size / 2) for place, value in enumerate(values)]
    if kind == "trend":
        values = [value + pick.choice([0.25, 0.5]) * place for place, value in enumerate(values)]
    if kind == "outlier":
        values[pick.randrange(size)] += pick.choice([-40, 30])
    return [None if pick.random() < 0.02 else value for value in values]


@pytest.mark.parametrize(("screen", "baseline", "run"), [(True, None, 7), (False, None, 7), (True, 12, 7), (True, None, 6)])
def test_charts_agree_with_a_second_implementation(screen, baseline, run):
    pick = random.Random(20230401)
    series = [[[1.0]], [[None, None]], [[5.0] * 20]]
    while sum(len(segment) for segments in series for segment in segments) < 11_000:
        series.append([some_segment(pick) for _ in range(pick.choice([1, 1, 2]))])
    assert len(series) > 500
    points, expected = [], []
    for place, segments in enumerate(series):
        for number, values in enumerate(segments):
            given = [(occasion, value) for occasion, value in enumerate(values) if value is not None]
            charted = control_charts.chart([value for _, value in given], screen, baseline, run) if given else []
            points += [(place, number, occasion, value) for occasion, value in enumerate(values)]
            expected += [dataclasses.astuple(point) for point in charted]
    macros.table("point", points, "series segment occasion value")
    settings = f"screen := {screen}, baseline_n := {baseline or 'NULL'}, trend_n := {run}, shift_n := {run}"
    found = macros.ask(f"SELECT {FIGURES} FROM macros.control_chart('point', {settings}) ORDER BY series, segment, occasion")
    assert {point[7] for point in expected} == {None, "outside", "trend", "two_of_three", "shift"}
    assert len(expected) > 10_000
    given = [point for point in points if point[3] is not None]
    assert agreement.differing(given, found, expected) == []


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("value", [0.1, 1 / 3, 99.7])
def test_a_series_that_never_varies_has_neither_limits_nor_signals(value, screen):
    """Whatever rounding does to its mean."""
    macros.table("point", [(0, 0, occasion, value) for occasion in range(30)], "series segment occasion value")
    found = macros.ask(
        f"SELECT DISTINCT lower_limit, upper_limit, signal, signal_side FROM macros.control_chart('point', screen := {screen})"
    )
    assert found == [(None, None, None, None)]


def test_rare_events_have_limits_apart_from_the_mean():
    """Twenty-four months with one event: screening leaves steps of zero only, which is what the published rule makes limits of."""
    macros.database().execute(
        """
        CREATE OR REPLACE TABLE chart_point AS
        SELECT 1 AS series, 0 AS segment, t AS occasion, (t = 9)::DOUBLE AS value FROM range(24) AS month (t)
        """
    )
    points = macros.ask(
        "SELECT value, mean, moving_range, lower_limit, upper_limit, signal FROM macros.control_chart('chart_point')"
    )
    assert all(lower < average < upper for _, average, _, lower, upper, _ in points)
    assert points[0][2] == pytest.approx(2 / 23)
    assert {value for value, *_, signal in points if signal == "outside"} <= {1}


def test_a_point_on_the_mean_breaks_a_run_whatever_rounding_does_to_the_mean():
    """Six points at 0.1 either side of twelve at 0.3 and 0.5: the mean is 0.3, and the twelve are no run above it."""
    values = [0.1] * 3 + [0.5, 0.3] * 6 + [0.1] * 3
    assert sum(values) / len(values) != 0.3
    macros.table("point", [(0, 0, occasion, value) for occasion, value in enumerate(values)], "series segment occasion value")
    assert macros.ask("SELECT count(*) FROM macros.control_chart('point', screen := FALSE) WHERE signal = 'shift'") == [(0,)]


def test_variations_agree_with_a_second_implementation():
    pick = random.Random(20230402)
    cases = [
        (pick.choice([None, "outside", "trend", "shift"]), pick.choice(["high", "low"]), pick.choice([*POLARITY.values(), None]))
        for _ in range(10_000)
    ]
    found = macros.each("macros.variation(signal, side, polarity)", cases, "signal side polarity")
    assert agreement.differing(cases, found, [(control_charts.variation(*case),) for case in cases]) == []


def test_assurances_agree_with_a_second_implementation():
    pick = random.Random(20230403)
    cases = []
    for _ in range(10_000):
        target, *limits = (pick.randint(0, 8) / 2 for _ in range(3))
        case = [target, min(limits), max(limits), pick.choice(list(POLARITY.values()))]
        if pick.random() < 0.1:
            case[pick.randrange(4)] = None
        cases.append(tuple(case))
    found = macros.each("macros.assurance(target, lower, upper, polarity)", cases, "target lower upper polarity")
    assert agreement.differing(cases, found, [(control_charts.assurance(*case),) for case in cases]) == []
