"""Lines over time: an area with its interval, its comparator, the band of other areas, target, and numbered events."""

import json

import altair as alt
import pandas as pd

from pcdash.charts.style import Palette, framed, label_expression, require, value_scale
from pcdash.terms import formatting
from pcdash.terms.gaps import stretches

# Pixels for one row of numbered events above the plot, where they cross no line and no name.
_EVENT_ROW = 20


def trend(
    series: pd.DataFrame,
    *,
    unit: str,
    palette: Palette,
    focus: str,
    baseline: str | None = None,
    bands: pd.DataFrame | None = None,
    target: dict | None = None,
    events: pd.DataFrame | None = None,
    unusual: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """The focus area as a thick line with its 95% limits, every other series as a thin labelled line.

    `series`: area_code, area_name, period, period_start, period_end, value, lower95, upper95, state, segment; one row per area and
    period. Points stand in the middle of their period, events on their day, years at their true distance. Lines stop where a
    definition changes and where a period has no figure. `focus` names the area in focus, `baseline` a period to mark. `bands` has
    columns of `marts.spread`, `target` keys of `marts.target`, `events` number, event_kind and occurred_on,
    `unusual` letter, starts_on and ends_on of times to shade. Bands of periods that the series has not are left out.
    """
    require(
        series, "area_code", "area_name", "period", "period_start", "period_end", "value", "lower95", "upper95", "state", "segment"
    )
    points = placed(series[series["state"] == "value"])
    points["estimate"] = formatting.estimates(points, unit)
    points["line"] = points["area_name"] + " " + points["stretch"]
    x = alt.X("year:Q", title=None, axis=time_axis(points), scale=alt.Scale(zero=False, nice=False, padding=28))
    scale = value_scale(unit, padding=16)
    y = alt.Y("value:Q", scale=scale, title=None, axis=alt.Axis(labelExpr=label_expression(unit), tickCount=6))
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
    ]
    columns = ["area_name", "year", "shown", "value", "lower95", "upper95", "estimate", "line"]
    mine, others = (points.loc[chosen, columns] for chosen in (points["area_name"] == focus, points["area_name"] != focus))
    limits = mine.dropna(subset=["lower95", "upper95"])
    # Bars, not a ribbon: a ribbon would claim an interval between the years that nobody measured.
    between = {"y": alt.Y("lower95:Q", scale=scale, title=None), "y2": alt.Y2("upper95:Q")}
    bars = alt.Chart(limits).mark_rule(strokeWidth=2, color=palette.better).encode(x=x, **between)
    numbered = _numbered(points, events)
    layers = [
        *_shades(points, unusual, x, palette),
        *_band_marks(points, bands, x, scale, palette),
        *target_marks(target, y, unit, palette, points["value"].iloc[0]),
        *_baseline(points, baseline, x, palette),
        *_event_marks(numbered, x, palette),
        alt.Chart(others)
        .mark_line(strokeWidth=1.5, color=palette.ink, point=alt.OverlayMarkDef(size=22, color=palette.ink))
        .encode(x=x, y=y, detail=alt.Detail("line:N"), tooltip=tooltip),
        *([bars] if len(limits) else []),
        alt.Chart(mine)
        .mark_line(strokeWidth=3.5, color=palette.better, point=alt.OverlayMarkDef(size=70, color=palette.better))
        .encode(x=x, y=y, detail=alt.Detail("line:N"), tooltip=tooltip),
        *_names(points, focus, x, y, palette),
    ]
    # Streamlit takes what stands above the plot from the height.
    return framed(alt.layer(*layers), palette, height=400 - (int(numbered["top"].min()) if len(numbered) else 0))


def placed(points: pd.DataFrame) -> pd.DataFrame:
    """The points with `year`, the middle of their period as a decimal year, `shown`, the period in words, and `stretch`.

    One line joins the points of an area that are of one `stretch`: of one definition, with no period left out between them.
    """
    middle = points["period_start"] + (points["period_end"] - points["period_start"]) / 2
    points = points.assign(year=decimal_year(middle), shown=points["period"].map(formatting.period), stretch="")
    for _, own in points.sort_values("year").groupby("area_code"):
        points.loc[own.index, "stretch"] = stretches(own["period"], own["segment"])
    return points


def decimal_year(days: pd.Series) -> pd.Series:
    """Days as decimal years: 1 July 2019 is about 2019.5."""
    return (days.dt.year + (days.dt.day_of_year - 1) / 365.25).round(3)


def time_axis(points: pd.DataFrame) -> alt.Axis:
    """Ticks where there are points, labelled as the NHS writes periods; long series label every few."""
    ticks = points.drop_duplicates("year").sort_values("year")
    step = -(-len(ticks) // 14)
    labelled = ticks.iloc[::-1].iloc[::step]
    names = {str(row.year): row.shown for row in labelled.itertuples()}
    expression = f"({json.dumps(names)})[datum.value]"
    return alt.Axis(values=list(labelled["year"]), labelExpr=expression, grid=False, labelOverlap=True, labelSeparation=8)


def _shades(points: pd.DataFrame, unusual: pd.DataFrame | None, x: alt.X, palette: Palette) -> list[alt.Chart]:
    """A shade over each unusual time, as far as the series goes, with its letter at the top; of two at one time one lower."""
    if unusual is None or unusual.empty:
        return []
    first, last = points["period_start"].min(), points["period_end"].max()
    ends = {name: decimal_year(unusual[name].clip(first, last)) for name in ("starts_on", "ends_on")}
    shades = pd.DataFrame({"letter": unusual["letter"], "year": ends["starts_on"], "until": ends["ends_on"]})
    shades["down"] = [12 + 15 * place for place in range(len(shades))]
    base = alt.Chart(shades)
    words = base.mark_text(align="left", dx=4, dy=alt.ExprRef("datum.down"), fontSize=12, fontWeight="bold", color=palette.muted)
    return [
        base.mark_rect(color=palette.similar, opacity=0.09).encode(x=x, x2=alt.X2("until:Q")),
        words.encode(x=x, y=alt.YValue(0), text=alt.Text("letter:N")),
    ]


def _band_marks(points: pd.DataFrame, bands: pd.DataFrame | None, x: alt.X, scale: alt.Scale, palette: Palette) -> list[alt.Chart]:
    """Two bands around the middle of other areas: the inner holds half of them, the outer eight in ten; and their median.

    They stop where the definition changes and where a period has no band, and in a single period are bars.
    """
    if bands is None or bands.empty:
        return []
    whens = points.drop_duplicates("period")[["period", "year", "segment"]]
    known = bands.merge(whens, on="period").sort_values("year")
    if known.empty:
        return []
    known["stretch"] = stretches(known["period"], known["segment"])
    known = known[["year", "stretch", "decile1", "quartile1", "median", "quartile3", "decile9"]]
    base = alt.Chart(known)
    single = known.groupby("stretch").filter(lambda rows: len(rows) == 1)
    layers = []
    for low, high, strength in (("decile1", "decile9", 0.45), ("quartile1", "quartile3", 0.8)):
        y = {"y": alt.Y(f"{low}:Q", scale=scale, title=None), "y2": alt.Y2(f"{high}:Q")}
        layers.append(base.mark_area(color=palette.faint, opacity=strength).encode(x=x, detail=alt.Detail("stretch:N"), **y))
        if len(single):
            layers.append(alt.Chart(single).mark_bar(size=16, color=palette.faint, opacity=strength).encode(x=x, **y))
    middle = alt.Y("median:Q", scale=scale, title=None)
    layers.append(
        base.mark_line(strokeWidth=1, strokeDash=[2, 2], color=palette.muted).encode(x=x, y=middle, detail=alt.Detail("stretch:N"))
    )
    return layers


def target_marks(target: dict | None, y: alt.Y, unit: str, palette: Palette, first: float) -> list[alt.Chart]:
    """A line at each bound of the target, named in words at its left end, on the side where the `first` value is not."""
    if target is None:
        return []
    bounds = [
        {"value": target[key], "words": f"target: {words} {formatting.number(target[key], unit)}"}
        for key, words in (("at_least", "at least"), ("at_most", "at most"))
        if not formatting.is_missing(target[key])
    ]
    return [
        mark
        for bound in bounds
        for base in [alt.Chart(pd.DataFrame([bound]))]
        for mark in (
            base.mark_rule(strokeWidth=1.5, strokeDash=[8, 3], color=palette.higher).encode(y=y),
            base.mark_text(
                align="left", dx=4, dy=11 if first > bound["value"] else -9, fontSize=12, color=palette.higher, fontWeight="bold"
            ).encode(x=alt.XValue(0), y=y, text=alt.Text("words:N")),
        )
    ]


def _names(points: pd.DataFrame, focus: str, x: alt.X, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """The name of each series above its last point, instead of a legend; the lower of two close ones goes below its line."""
    last = points.sort_values("period_end").drop_duplicates("area_name", keep="last").sort_values("value", ascending=False)
    is_focus = last["area_name"] == focus
    named = last[["area_name", "year", "value"]].assign(
        lift=[-18] * (len(last) - 1) + [23 if len(last) > 1 else -18],
        weight=is_focus.map({True: "bold", False: "normal"}),
        colour=is_focus.map({True: palette.better, False: palette.ink}),
    )
    lift, weight, colour = (alt.ExprRef(f"datum.{name}") for name in ("lift", "weight", "colour"))
    placing = {"align": "right", "dx": 6, "dy": lift, "fontSize": 13, "fontWeight": weight}
    # A name may cross lines: a ground of paper keeps it legible.
    ground = {"stroke": palette.paper, "strokeWidth": 4, "strokeOpacity": 0.85, "strokeJoin": "round"}
    looks = ({"color": palette.paper} | ground, {"color": colour})
    base = alt.Chart(named)
    return [base.mark_text(**placing, **look).encode(x=x, y=y, text=alt.Text("area_name:N")) for look in looks]


def _baseline(points: pd.DataFrame, baseline: str | None, x: alt.X, palette: Palette) -> list[alt.Chart]:
    """A dotted rule at the baseline, named at its foot."""
    start = points.loc[points["period"] == baseline].drop_duplicates("period")[["year"]].assign(words="baseline")
    if start.empty:
        return []
    base = alt.Chart(start)
    words = base.mark_text(align="left", dx=4, dy=-6, fontSize=12, color=palette.muted)
    return [
        base.mark_rule(strokeDash=[2, 3], color=palette.muted).encode(x=x),
        words.encode(x=x, y=alt.YValue("height"), text=alt.Text("words:N")),
    ]


def _numbered(points: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """The events with `middle` and `top` of the place of each number, in pixels above the plot (below 0).

    One stands a row higher where the one before it would stand too close on the narrowest screen.
    """
    if events is None or events.empty or points.empty:
        return pd.DataFrame()
    years, span = decimal_year(events["occurred_on"]), points["year"].max() - points["year"].min()
    rows: list[int] = []
    last: dict[int, float] = {}
    for year in years:
        rows.append(next(row for row in range(len(events) + 1) if year - last.get(row, float("-inf")) > 0.12 * span))
        last[rows[-1]] = year
    marked = {"year": years, "number": events["number"].astype(str), "is_break": events["event_kind"] == "definition"}
    tops = [-_EVENT_ROW * (row + 1) for row in rows]
    return pd.DataFrame(marked).assign(middle=[top + _EVENT_ROW / 2 for top in tops], top=tops)


def _event_marks(numbered: pd.DataFrame, x: alt.X, palette: Palette) -> list[alt.Chart]:
    """A number above the plot for each event and a rule down from it on its day, thicker dashes for a changed definition."""
    if numbered.empty:
        return []
    height = alt.Y("middle:Q", scale=None, axis=None)
    layers = []
    for is_break, dash, width in ((True, [6, 4], 1.6), (False, [1, 3], 1.0)):
        rules = numbered[numbered["is_break"] == is_break]
        if len(rules):
            rule = alt.Chart(rules).mark_rule(strokeDash=dash, strokeWidth=width, color=palette.muted)
            layers.append(rule.encode(x=x, y=height, y2=alt.Y2Value("height")))
    base = alt.Chart(numbered)
    circles = base.mark_point(shape="circle", size=260, filled=True, fill=palette.paper, stroke=palette.muted, opacity=1)
    words = base.mark_text(fontSize=11, color=palette.ink)
    return [*layers, circles.encode(x=x, y=height), words.encode(x=x, y=height, text=alt.Text("number:N"))]
