"""The spine chart: every indicator of an area against its comparator, right always the better side.

One chart serves every width: where there is room, name, picture and figures stand in columns; on a phone the name and the value
stand above the picture, which then has the whole width. Vega decides by its own `width`, which the page cannot know.
"""

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import Palette, framed, require, sign_encodings, with_signs

ROW_HEIGHT = 34
# How far beyond the middle eight areas in ten, which end at 1, marks are drawn; what lies further out is drawn at the edge.
LIMIT = 1.8
_PLACES = ("", "_lower95", "_upper95", "_decile1", "_quartile1", "_quartile3", "_decile9")
_POSITIONS = [f"position{place}" for place in _PLACES]
_COLUMNS = ("Value (95% interval)", "Rank", "Recent trend", "To match")

# Where things stand, in pixels of the chart's own width.
_IS_WIDE, _HAS_RANK = "width > 760", "width > 1000"
_LEFT = f"({_IS_WIDE} ? 250 : 4)"
_RIGHT = f"({_HAS_RANK} ? width - 500 : {_IS_WIDE} ? width - 390 : width - 4)"
_ENDS = {
    "Value (95% interval)": f"({_HAS_RANK} ? width - 330 : {_IS_WIDE} ? width - 220 : width)",
    "Rank": "width - 220",
    "Recent trend": "width - 95",
    "To match": "width",
}


def positions(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that can stand on a spine, cut off at its edges: those with an interval, a comparator and a spread."""
    require(rows, *_POSITIONS)
    rows = rows.dropna(subset=_POSITIONS).copy()
    rows[_POSITIONS] = rows[_POSITIONS].astype("float64").clip(-LIMIT, LIMIT).round(4)
    return rows


def spine(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """One row per indicator under the name of its domain: pale bar for the middle eight areas in ten, darker for the middle half.

    `rows`: columns of `queries.profile`, and `gap` (patients to the comparator, in words) and `trend` (marker of the recent
    trend). Rows without a place on the spine show their value or say why there is none. Selection "pick" gives indicator_id.
    """
    require(rows, "indicator_id", "domain", "short_name", "name", "unit", "period", "state", "outcome", "polarity")
    require(rows, "comparator_name", "comparator_value", "value", "lower95", "upper95", "rank", "of", "gap", "trend")
    heads = _heads(rows)
    shown = _shown(rows, dict(zip(heads["domain"], heads["period"], strict=True)))
    placed = shown.merge(positions(rows)[["indicator_id", *_POSITIONS]], on="indicator_id")
    shown["note"] = ["" if row.indicator_id in set(placed["indicator_id"]) else _why_not_placed(row) for row in shown.itertuples()]
    order = [key for head in heads.itertuples() for key in [head.key, *shown.loc[shown["domain"] == head.domain, "key"]]]
    y = alt.Y("key:N", scale=alt.Scale(domain=order, paddingInner=0, paddingOuter=0), axis=None)
    layers = [
        *_picture(placed, y, palette),
        *_words(shown, y, palette),
        *_headings(heads, y, palette),
        _target(shown, y, palette),
    ]
    return framed(alt.layer(*layers).properties(height=ROW_HEIGHT * len(order)), palette)


def _shown(rows: pd.DataFrame, usual: dict[str, str]) -> pd.DataFrame:
    """What each row says. A period is named where it is not the one at the head of the domain."""
    shown = with_signs(rows)[["indicator_id", "domain", "name", "state", "sign", "sign_help", "gap", "trend"]].copy()
    shown["key"] = shown["indicator_id"]
    shown["period"] = rows["period"].map(formatting.period)
    shown["label"] = [
        name if period == usual[domain] else f"{name}, {period}"
        for name, period, domain in zip(rows["short_name"], shown["period"], shown["domain"], strict=True)
    ]
    has_value = rows["state"] == "value"
    shown["value_text"] = rows.apply(lambda row: formatting.number(row["value"], row["unit"]), axis=1).where(has_value, "")
    shown["estimate"] = rows.apply(
        lambda row: formatting.estimate(row["value"], row["lower95"], row["upper95"], row["unit"]), axis=1
    ).where(has_value, shown["sign_help"])
    shown["rank_text"] = [
        "" if formatting.is_missing(rank) else f"{formatting.ordinal(rank)} of {formatting.count(of)}"
        for rank, of in zip(rows["rank"], rows["of"], strict=True)
    ]
    shown["against"] = [
        "no figure" if formatting.is_missing(value) else f"{name}, {formatting.number(value, unit)}"
        for name, value, unit in zip(rows["comparator_name"], rows["comparator_value"], rows["unit"], strict=True)
    ]
    return shown


def _heads(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per domain: its name with the period that most of its figures are of, and what left and right mean in it."""
    heads = []
    for domain, group in rows.groupby("domain", sort=False):
        period = formatting.period(group["period"].value_counts().index[0])
        judged = group["polarity"] != "neutral"
        left = "\u2190 worse" if judged.all() else "\u2190 lower" if not judged.any() else "\u2190 worse, or lower"
        right = "better \u2192" if judged.all() else "higher \u2192" if not judged.any() else "better, or higher \u2192"
        names = group["comparator_name"].dropna()
        heads.append(
            {
                "key": f"# {domain}",
                "domain": domain,
                "period": period,
                "title": f"{formatting.DOMAINS[domain]}, {period}",
                "left": left,
                "right": right,
                "middle": names.iloc[0] if len(names) else "",
            }
        )
    return pd.DataFrame(heads)


def _why_not_placed(row: object) -> str:
    if row.state != "value":
        return row.sign_help
    return "nothing to compare with" if row.against == "no figure" else "not drawn: no interval or spread"


def _picture(placed: pd.DataFrame, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    scale = alt.Scale(domain=[-LIMIT, LIMIT], nice=False, rangeMin=alt.expr(_LEFT), rangeMax=alt.expr(_RIGHT))
    base = alt.Chart(placed)

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, axis=None)

    lower = alt.expr(f"{_IS_WIDE} ? 0 : 8")
    line = {"color": palette.ink, "strokeWidth": 1.5}
    middle = {"x": x("zero"), "y": y}
    return [
        base.mark_bar(height=11, color=palette.faint, yOffset=lower).encode(x=x("position_decile1"), x2="position_decile9", y=y),
        base.mark_bar(height=11, color=palette.similar, opacity=0.55, yOffset=lower).encode(
            x=x("position_quartile1"), x2="position_quartile3", y=y
        ),
        base.transform_calculate(zero="0")
        .mark_tick(orient="vertical", size=ROW_HEIGHT, thickness=1.5, color=palette.ink)
        .encode(**middle),
        base.mark_rule(yOffset=lower, **line).encode(x=x("position_lower95"), x2="position_upper95", y=y),
        base.mark_point(size=110, strokeWidth=2, opacity=1, yOffset=lower).encode(
            x=x("position"), y=y, **sign_encodings(placed, palette)
        ),
    ]


def _words(shown: pd.DataFrame, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """Names and figures: in columns where there is room, else the name and the value above the picture."""
    base = alt.Chart(shown).encode(y=y)
    upper = alt.expr(f"{_IS_WIDE} ? 0 : -9")

    def text(column: str, end: str, align: str, size: int | alt.ExprRef = 13, **style: object) -> alt.Chart:
        style = {"color": palette.ink} | style
        mark = base.mark_text(align=align, baseline="middle", fontSize=size, **style)
        return mark.encode(x=alt.value(alt.expr(end)), text=f"{column}:N")

    wide, ranked, narrow = (alt.expr(f"{test} ? 1 : 0") for test in (_IS_WIDE, _HAS_RANK, f"!({_IS_WIDE})"))
    label_limit = alt.expr(f"{_IS_WIDE} ? 240 : width - 110")
    brief = "datum.value_text + (datum.trend ? '  ' + slice(datum.trend, 0, 1) : '') + (datum.gap ? ', ' + datum.gap : '')"
    return [
        text("label", "0", "left", dy=upper, limit=label_limit),
        text("estimate", _ENDS["Value (95% interval)"], "right", opacity=wide),
        text("rank_text", _ENDS["Rank"], "right", opacity=ranked, color=palette.muted),
        text("trend", _ENDS["Recent trend"], "right", opacity=wide, color=palette.muted),
        text("gap", _ENDS["To match"], "right", opacity=wide, fontWeight="bold"),
        base.transform_calculate(brief=brief)
        .mark_text(align="right", baseline="middle", fontSize=13, color=palette.ink, dy=-9, opacity=narrow)
        .encode(x=alt.value(alt.expr("width")), text="brief:N"),
        text("note", f"({_LEFT} + {_RIGHT}) / 2", "center", 12, dy=alt.expr(f"{_IS_WIDE} ? 0 : 8"), color=palette.muted),
    ]


def _headings(heads: pd.DataFrame, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    base = alt.Chart(heads).encode(y=y)
    upper, lower = (alt.expr(f"{_IS_WIDE} ? 4 : {dy}") for dy in (-6, 10))

    def text(channel: object, end: str, align: str, **style: object) -> alt.Chart:
        mark = base.mark_text(align=align, baseline="middle", **({"fontSize": 12, "color": palette.muted} | style))
        return mark.encode(x=alt.value(alt.expr(end)), text=channel)

    columns = [
        text(alt.value(name), end, "right", dy=4, opacity=alt.expr(f"{_HAS_RANK if name == 'Rank' else _IS_WIDE} ? 1 : 0"))
        for name, end in _ENDS.items()
    ]
    return [
        base.mark_rule(color=palette.faint, yOffset=-ROW_HEIGHT / 2 + 1).encode(x=alt.value(0), x2=alt.value(alt.expr("width"))),
        text("title:N", "0", "left", dy=upper, fontSize=14, fontWeight="bold", color=palette.ink),
        text("left:N", _LEFT, "left", dy=lower),
        text("middle:N", f"({_LEFT} + {_RIGHT}) / 2", "center", dy=lower, color=palette.ink),
        text("right:N", _RIGHT, "right", dy=lower),
        *columns,
    ]


def _target(shown: pd.DataFrame, y: alt.Y, palette: Palette) -> alt.Chart:
    """The whole row takes the click and the pointer, not only the mark."""
    tooltip = [
        alt.Tooltip("name:N", title="Indicator"),
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("against:N", title="Compared with"),
        alt.Tooltip("sign:N", title="Compared"),
        alt.Tooltip("rank_text:N", title="Rank"),
        alt.Tooltip("trend:N", title="Recent trend"),
        alt.Tooltip("gap:N", title="Patients to match"),
    ]
    pick = alt.selection_point(name="pick", fields=["indicator_id"], on="click", clear=False, toggle="true")
    return (
        alt.Chart(shown)
        .mark_bar(height=ROW_HEIGHT, opacity=0, color=palette.ink, cursor="pointer")
        .encode(y=y, x=alt.value(0), x2=alt.value(alt.expr("width")), tooltip=tooltip)
        .add_params(pick)
    )
