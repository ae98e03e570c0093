"""The spine chart: every indicator of an area against its comparator, right always the better side.

One chart serves every width: where there is room, name, picture and figures stand in columns; on a phone the name and the value
stand above the picture, which then has the whole width. Vega decides by its own `width`, which the page cannot know.
"""

import functools

import altair as alt
import pandas as pd

from pcdash.charts.specification import with_figures, without_figures
from pcdash.charts.style import SHAPES, Palette, framed, require, sign_encodings, with_signs
from pcdash.terms import formatting
from pcdash.terms.domains import DOMAINS

ROW_HEIGHT = 36
# How far beyond the middle eight areas in ten, which end at 1, marks are drawn; what lies further out is drawn at the edge.
LIMIT = 1.8
_PLACES = ("", "_lower95", "_upper95", "_decile1", "_quartile1", "_quartile3", "_decile9")
_POSITIONS = [f"position{place}" for place in _PLACES]
_BEYOND = ["beyond_left", "beyond_right"]
_HEADS = {"estimate": "Value (95% interval)", "rank_text": "Rank", "trend_text": "Recent trend", "gap": "Patients to match"}

# Where things stand, in pixels of the chart's own width.
_IS_WIDE, _HAS_RANK = "width > 860", "width > 1060"
_LEFT = f"({_HAS_RANK} ? 292 : {_IS_WIDE} ? 262 : 16)"
_RIGHT = f"({_HAS_RANK} ? width - 597 : {_IS_WIDE} ? width - 482 : width - 16)"
_HAS_ENDS = f"{_RIGHT} - {_LEFT} > 300"
_ENDS = {
    "estimate": f"({_HAS_RANK} ? width - 415 : {_IS_WIDE} ? width - 300 : width)",
    "rank_text": "width - 305",
    "trend_text": "width - 170",
    "gap": "width",
}


def positions(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that can stand on a spine, cut off at its edges: those with an interval, a comparator and a spread.

    `beyond_left` and `beyond_right`: whether the value or a limit of its interval lies further out than the picture reaches.
    """
    require(rows, *_POSITIONS)
    rows = rows.dropna(subset=_POSITIONS).copy()
    rows[_POSITIONS] = rows[_POSITIONS].astype("float64")
    own = rows[["position", "position_lower95", "position_upper95"]]
    rows["beyond_left"], rows["beyond_right"] = own.min(axis=1) < -LIMIT, own.max(axis=1) > LIMIT
    rows[_POSITIONS] = rows[_POSITIONS].clip(-LIMIT, LIMIT).round(4)
    return rows


def spine(rows: pd.DataFrame, *, palette: Palette) -> dict:
    """One row per indicator under the name of its domain: pale bar for the middle eight areas in ten, darker for the middle half.

    `rows`: columns of `wording.practice_profile.with_words`. Rows without a place on the spine show their value or say why there
    is none; what lies beyond its edges ends in an arrow. Selection "pick" gives indicator_id.
    """
    require(rows, "indicator_id", "domain", "short_name", "name", "unit", "period", "state", "outcome", "polarity")
    require(rows, "kind", "comparator_name", "comparator_value", "value", "lower95", "upper95", "rank", "of", "gap", "trend")
    require(rows, "why_no_trend", "ended")
    heads = _heads(rows)
    shown = _shown(rows, dict(zip(heads["domain"], heads["period"], strict=True)))
    shown = shown.merge(positions(rows)[["indicator_id", *_POSITIONS, *_BEYOND]], on="indicator_id", how="left")
    shown["note"] = [_why_not_placed(row) if pd.isna(row.position) else "" for row in shown.itertuples()]
    lines = pd.concat(
        [line for head in heads.itertuples() for line in (heads.loc[[head.Index]], shown[shown["domain"] == head.domain])]
    )
    # One table for all layers: each layer with a table of its own would have to be sent on its own.
    lines = lines.drop(columns=["domain", "state", "sign_help", "has_interval"]).astype(dict.fromkeys(_POSITIONS, "float64"))
    lines[_BEYOND] = lines[_BEYOND].eq(True)
    texts = [column for column in lines if column not in (*_POSITIONS, *_BEYOND)]
    lines[texts] = lines[texts].fillna("")
    return with_figures(_drawing(tuple(lines["key"]), palette), lines)


@functools.lru_cache(maxsize=64)
def _drawing(keys: tuple[str, ...], palette: Palette) -> dict:
    """The picture without figures, which practices share: Altair takes longer to make it than all else on the page."""
    y = alt.Y("key:N", scale=alt.Scale(domain=list(keys), paddingInner=0, paddingOuter=0), axis=None)
    layers = [*_picture(y, palette), *_words(y, palette), *_headings(y, palette), _target(y, palette)]
    return without_figures(framed(alt.layer(*layers), palette, height=ROW_HEIGHT * len(keys)))


def _shown(rows: pd.DataFrame, usual: dict[str, str]) -> pd.DataFrame:
    """What each row says. A period is named where it is not the one at the head of the domain, an end always."""
    said = ["indicator_id", "domain", "name", "state", "sign", "sign_help", "gap", "trend"]
    shown = with_signs(rows)[said].copy()
    shown["trend_text"] = rows["trend"].where(rows["trend"] != "", rows["why_no_trend"])
    shown["key"] = shown["indicator_id"]
    shown["period"] = rows["period"].map(formatting.period)
    shown["has_interval"] = rows["lower95"].notna()
    shown["label"] = [
        ", ".join([name, *([] if period == usual[domain] or end == f"ended {period}" else [period]), *filter(None, [end])])
        for name, period, domain, end in zip(rows["short_name"], shown["period"], shown["domain"], rows["ended"], strict=True)
    ]
    numbers = [formatting.number(value, unit) for value, unit in zip(rows["value"], rows["unit"], strict=True)]
    shown["value_text"] = pd.Series(numbers, index=rows.index).where(rows["state"] == "value", "")
    shown["estimate"] = pd.Series(formatting.estimates(rows), index=rows.index).where(rows["state"] == "value", "")
    shown["rank_text"] = formatting.ranks(rows)
    shown["against"] = [
        "no figure"
        if formatting.is_missing(row.comparator_value)
        else f"{row.comparator_name}, {formatting.comparator_value(row.comparator_value, row.unit, row.kind)}"
        for row in rows.itertuples()
    ]
    return shown


def _heads(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per domain: its name with the period that most of its figures are of, what left and right mean in it, the columns."""
    heads = []
    for domain, group in rows.groupby("domain", sort=False):
        period = formatting.period(group["period"].value_counts().index[0])
        judged = group["polarity"] != "neutral"
        names = group["comparator_name"].dropna()
        heads.append(
            {
                "key": f"# {domain}",
                "domain": domain,
                "period": period,
                "title": f"{DOMAINS[domain]}, {period}",
                "left": "\u2190 worse" if judged.all() else "\u2190 worse/lower" if judged.any() else "\u2190 lower",
                "right": "better \u2192" if judged.all() else "better/higher \u2192" if judged.any() else "higher \u2192",
                "note": names.iloc[0] if len(names) else "",
                **_HEADS,
            }
        )
    return pd.DataFrame(heads)


def _why_not_placed(row: object) -> str:
    if row.state != "value":
        return row.sign_help
    if row.against == "no figure":
        return "nothing to compare with"
    return "too few practices to draw" if row.has_interval else "not drawn: it has no interval"


def _picture(y: alt.Y, palette: Palette) -> list[alt.Chart]:
    scale = alt.Scale(domain=[-LIMIT, LIMIT], nice=False, rangeMin=alt.expr(_LEFT), rangeMax=alt.expr(_RIGHT))
    base = alt.Chart().transform_filter("isValid(datum.position)")
    lower = alt.expr(f"{_IS_WIDE} ? 0 : 8")
    height = alt.expr(f"{_IS_WIDE} ? {ROW_HEIGHT} : 19")

    def x(column: str) -> alt.X:
        return alt.X(column, type="quantitative", scale=scale, axis=None)

    def x2(column: str) -> alt.X2:
        return alt.X2(column)

    def arrow(end: str, at: float, away: int) -> alt.Chart:
        """What lies beyond the edge points out of the picture."""
        mark = (
            alt.Chart()
            .transform_filter(f"datum.beyond_{end}")
            .mark_point(shape=f"triangle-{end}", size=60, filled=True, opacity=1, color=palette.ink, yOffset=lower, xOffset=away)
        )
        return mark.encode(x=alt.XDatum(at, type="quantitative", scale=scale, axis=None), y=y)

    return [
        base.mark_bar(height=11, color=palette.faint, yOffset=lower).encode(
            x=x("position_decile1"), x2=x2("position_decile9"), y=y
        ),
        base.mark_bar(height=11, color=palette.similar, opacity=0.55, yOffset=lower).encode(
            x=x("position_quartile1"), x2=x2("position_quartile3"), y=y
        ),
        base.mark_tick(orient="vertical", size=height, thickness=1.5, color=palette.ink, yOffset=lower).encode(
            x=alt.XDatum(0, type="quantitative", scale=scale, axis=None), y=y
        ),
        base.mark_rule(yOffset=lower, color=palette.ink, strokeWidth=1.5).encode(
            x=x("position_lower95"), x2=x2("position_upper95"), y=y
        ),
        arrow("left", -LIMIT, -9),
        arrow("right", LIMIT, 9),
        base.mark_point(size=110, strokeWidth=2, opacity=1, yOffset=lower).encode(
            x=x("position"), y=y, **sign_encodings(SHAPES, palette)
        ),
    ]


def _text(column: str, end: str, align: str, y: alt.Y, **style: object) -> alt.Chart:
    mark = alt.Chart().mark_text(align=align, baseline="middle", **({"fontSize": 13} | style))
    return mark.encode(x=alt.XValue(alt.expr(end)), y=y, text=alt.Text(column, type="nominal"))


def _words(y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """Names and figures: in columns where there is room, else the name and the value above the picture."""
    wide, ranked, narrow = (alt.expr(f"{test} ? 1 : 0") for test in (_IS_WIDE, _HAS_RANK, f"!({_IS_WIDE})"))
    upper, lower = alt.expr(f"{_IS_WIDE} ? 0 : -9"), alt.expr(f"{_IS_WIDE} ? 0 : 9")
    parts = ["datum.value_text", "(datum.trend ? '  ' + slice(datum.trend, 0, 1) : '')"]
    # A phone has no room for the interval: it stands in the tooltip and in the table.
    brief = " + ".join([*parts, "(datum.gap ? ', ' + split(datum.gap, ' (')[0] : '')"])
    quiet = {"color": palette.muted, "fontSize": 12}
    limit = alt.expr(f"{_RIGHT} - {_LEFT} - (datum.title && {_HAS_ENDS} ? 190 : 0)")
    return [
        _text("label", "0", "left", y, dy=upper, color=palette.ink, limit=alt.expr(f"{_IS_WIDE} ? {_LEFT} - 16 : width - 110")),
        _text("estimate", _ENDS["estimate"], "right", y, opacity=wide, color=palette.ink),
        _text("rank_text", _ENDS["rank_text"], "right", y, opacity=ranked, color=palette.muted),
        _text("trend_text", _ENDS["trend_text"], "right", y, opacity=wide, color=palette.muted),
        _text("gap", _ENDS["gap"], "right", y, opacity=wide, color=palette.ink, limit=165),
        _text("brief", "width", "right", y, opacity=narrow, color=palette.ink, dy=-9)
        .transform_filter("!datum.title")
        .transform_calculate(brief=brief),
        _text("note", f"({_LEFT} + {_RIGHT}) / 2", "center", y, dy=lower, limit=limit, **quiet),
    ]


def _headings(y: alt.Y, palette: Palette) -> list[alt.Chart]:
    upper, lower = alt.expr(f"{_IS_WIDE} ? 0 : -6"), alt.expr(f"{_IS_WIDE} ? 0 : 9")
    quiet = {"color": palette.muted, "fontSize": 12, "opacity": alt.expr(f"{_HAS_ENDS} ? 1 : 0")}
    rule = alt.Chart().transform_filter("datum.title").mark_rule(color=palette.faint, yOffset=-ROW_HEIGHT / 2 + 1)
    return [
        rule.encode(y=y, x=alt.XValue(0), x2=alt.X2Value(alt.expr("width"))),
        _text("title", "0", "left", y, dy=upper, fontSize=14, fontWeight="bold", color=palette.ink),
        _text("left", _LEFT, "left", y, dy=lower, **quiet),
        _text("right", _RIGHT, "right", y, dy=lower, **quiet),
    ]


def _target(y: alt.Y, palette: Palette) -> alt.Chart:
    """The whole row takes the click and the pointer, not only the mark."""
    said = {
        "name": "Indicator",
        "period": "Period",
        "estimate": "Value (95% interval)",
        "against": "Compared with",
        "sign": "Compared",
        "rank_text": "Rank",
        "trend_text": "Recent trend",
        "gap": "Patients to match (95% interval)",
    }
    tooltip = [alt.Tooltip(column, type="nominal", title=title) for column, title in said.items()]
    pick = alt.selection_point(name="pick", fields=["indicator_id"], on="click", clear=False, toggle="true")
    return (
        alt.Chart()
        .transform_filter("!datum.title")
        .mark_bar(height=ROW_HEIGHT, opacity=0, color=palette.ink, cursor="pointer")
        .encode(y=y, x=alt.XValue(0), x2=alt.X2Value(alt.expr("width")), tooltip=tooltip)
        .add_params(pick)
    )
