"""The population pyramid: who is on a practice's list by sex and age, against its borough and England."""

import altair as alt
import pandas as pd

from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND

ROW_HEIGHT = 18
LEGEND = "Bar: the practice\u2003\u25cb its borough\u2003| England"
# An area's type -> its column, and where marks stand: men to the left of the middle, women to the right.
_AREAS = {"practice": "practice", "borough": "borough", ENGLAND.type: "england"}
_SIDES = {"Male": -1, "Female": 1}


def pyramid(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """A bar for each sex and age group of the practice, in per cent of its list; a circle for its borough, a tick for England.

    `rows`: columns of `queries.practice_profile.list_ages`; an area that is not among them has no marks.
    """
    require(rows, "area_type", "sex", "age", "age_from", "patients", "share_of_list")
    shown = _shown(rows)
    order = list(dict.fromkeys(shown["age"]))
    most = float(shown[list(_AREAS.values())].abs().max().max())
    y = alt.Y(
        "age:N",
        scale=alt.Scale(domain=order, paddingInner=0.12, paddingOuter=0.1),
        axis=alt.Axis(title=None, ticks=False, domain=False, labelOverlap=False),
    )
    axis = alt.Axis(
        labelExpr="abs(datum.value) + '%'", title="\u2190 men \u00b7 share of the list \u00b7 women \u2192", tickCount=6
    )
    scale = alt.Scale(domain=[-most, most], nice=True)
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in _SAID.items()]
    base = alt.Chart(shown)

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", scale=scale, axis=axis)

    layers = [
        base.mark_bar(color=palette.similar, opacity=0.6).encode(x=x("practice"), y=y, tooltip=tooltip),
        base.mark_tick(orient="vertical", size=ROW_HEIGHT - 3, thickness=2, color=palette.ink).encode(
            x=x("england"), y=y, tooltip=tooltip
        ),
        base.mark_point(size=34, fill=palette.paper, stroke=palette.ink, strokeWidth=1.5, opacity=1).encode(
            x=x("borough"), y=y, tooltip=tooltip
        ),
    ]
    return framed(alt.layer(*layers), palette, height=ROW_HEIGHT * len(order))


_SAID = {"sex": "Sex", "age": "Age", "patients": "Patients"} | {f"{name}_text": name.capitalize() for name in _AREAS.values()}


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per sex and age group, the oldest first: the areas' shares, men's to the left, and what the pointer is told."""
    keys = ["age_from", "age", "sex"]
    shares = rows.pivot(index=keys, columns="area_type", values="share_of_list").reindex(columns=list(_AREAS))
    shown = shares.rename(columns=_AREAS).reset_index().sort_values(["age_from", "sex"], ascending=False, ignore_index=True)
    mine = rows[rows["area_type"] == "practice"].set_index(keys)["patients"]
    shown["patients"] = [formatting.count(mine.get(tuple(key))) for key in shown[keys].itertuples(index=False)]
    for name in _AREAS.values():
        shown[f"{name}_text"] = [formatting.number(value, "%") for value in shown[name]]
        shown[name] = (shown[name] * shown["sex"].map(_SIDES)).round(4)
    return shown.drop(columns="age_from")
