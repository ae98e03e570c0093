"""The layers that maps are made of: the ground, small areas' outlines, marks, filled localities, lines and names."""

import json

import altair as alt
import pandas as pd

from pcdash.charts import map_labels
from pcdash.charts.linked import IS_LIT, picker, pointer
from pcdash.charts.map_classes import Classes, described, has_class, mark_layers, sign_fill
from pcdash.charts.map_shapes import feature_data, features
from pcdash.charts.style import Palette, require
from pcdash.terms import formatting

# The element of the page that map and list share, by which each knows what the other is pointed at.
GROUP = ".st-key-map_pair"
# What a screen reader says of a mark.
SPOKEN = alt.ExprRef("datum.area_name + ': ' + datum.estimate + ', ' + datum.sign")
# The mark of a practice whose list is not known.
_SMALLEST = 50
# A practice without a value is drawn like one with a list of this length, so that the shape of its state can be seen.
_OF_STATES = 5000


def tooltip() -> list[alt.Tooltip]:
    """What a mark says of its area."""
    return [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
        alt.Tooltip("patients:N", title="Registered patients"),
    ]


def ground(shapes: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """The borough on a panel, wards in it (small areas where there are none), localities' outlines where known."""
    present = set(shapes["layer"])
    styles = {
        "borough": {"fill": palette.panel, "stroke": palette.muted, "strokeWidth": 2},
        "small_area": {"filled": False, "stroke": palette.faint, "strokeWidth": 0.6},
        "ward": {"filled": False, "stroke": palette.none, "strokeWidth": 0.7, "strokeDash": [3, 2]},
        "locality": {"filled": False, "stroke": palette.muted, "strokeWidth": 1.2},
    }
    if "ward" in present:
        del styles["small_area"]
    return [
        alt.Chart(features(shapes[shapes["layer"] == layer])).mark_geoshape(aria=False, **style)
        for layer, style in styles.items()
        if layer in present
    ]


def outlines(shapes: pd.DataFrame, palette: Palette, within: str | None) -> list[alt.Chart]:
    """Outlines over the ground: the borough's and the localities' where known, strong the one that the reader looks at."""
    over = shapes[shapes["layer"].isin(["borough", "locality"])]
    strong = over["area_code"] == within
    return [
        alt.Chart(features(rows)).mark_geoshape(aria=False, filled=False, stroke=colour, strokeWidth=width)
        for rows, colour, width in ((over[~strong], palette.muted, 1.4), (over[strong], palette.ink, 3))
        if len(rows)
    ]


def practice_points(practices: pd.DataFrame, classes: Classes) -> pd.DataFrame:
    """Practices with a position as marks, the largest first, so that no small one is covered."""
    columns = ("area_code", "area_name", "value", "state", "outcome", "quintile", "easting", "northing", "list_size")
    require(practices, *columns)
    known = practices.dropna(subset=["easting", "northing"]).sort_values("list_size", ascending=False, na_position="first")
    return described(known, classes.unit).assign(
        size=lambda rows: rows["list_size"].fillna(0).where(rows["state"] == "value", _OF_STATES)
    )


def faint(nearby: pd.DataFrame, palette: Palette) -> alt.Chart | None:
    """Practices of other areas: where they are and what they are called, nothing more."""
    if nearby.empty:
        return None
    points = [
        f'{{"type":"Feature","name":{json.dumps(row.name)},'
        f'"geometry":{{"type":"Point","coordinates":[{row.easting:.0f},{row.northing:.0f}]}}}}'
        for row in nearby.itertuples(index=False)
    ]
    return (
        alt.Chart(feature_data(points))
        .mark_geoshape(aria=False, fill=palette.faint, stroke=palette.none, strokeWidth=0.8)
        .encode(tooltip=[alt.Tooltip("name:N", title="Practice of another area")])
    )


def marks(
    rows: pd.DataFrame,
    classes: Classes,
    palette: Palette,
    selected: str | None,
    *,
    size: int | None = None,
    ring: bool = True,
    halo: bool = False,
    takes_clicks: bool = True,
) -> list[alt.Chart]:
    """Marks by class and outcome, sized by list unless a size is given; a halo on a dark ground.

    A ring stands around the selected one, unless its shape shows it, and around the one that the reader points at. `takes_clicks`
    is for one layer of a map: clicks on all others reach it.
    """
    place = {"longitude": alt.Longitude("easting:Q"), "latitude": alt.Latitude("northing:Q")}
    sizes = (
        {"size": alt.SizeValue(size)}
        if size
        else {"size": alt.Size("size:Q", scale=alt.Scale(domain=[0, 20000], range=[_SMALLEST, 520], clamp=True), legend=None)}
    )
    shown = _slim(rows, selected)
    layers, halos = [], []
    for group, encodings in mark_layers(shown, classes, palette, legend=True):
        drawn = alt.Chart(group)
        marks = drawn.mark_point(strokeWidth=2, opacity=1, fillOpacity=0.95, description=SPOKEN)
        layers.append(marks.encode(**place, **sizes, **encodings, tooltip=tooltip()))
        if halo:
            behind = drawn.mark_point(strokeWidth=6, opacity=0.9, fill=palette.paper, stroke=palette.paper, aria=False)
            halos.append(behind.encode(**place, **sizes, shape=encodings["shape"]))
    if not layers:
        return []
    if takes_clicks:
        layers[0] = layers[0].add_params(picker(), pointer(GROUP))
    hit = shown[shown["area_code"] == selected] if ring else shown[:0]
    # Under the marks, so that no ring takes a click from them; beside them, also unseen, it is easier to hit than a small mark.
    for rows, width, opacity in ((hit, 3, 1), (shown, 1.5, alt.ExprRef(f"{IS_LIT} ? 1 : 0"))):
        if len(rows):
            circle = alt.Chart(rows).mark_point(
                shape="circle", filled=False, stroke=palette.ink, strokeWidth=width, size=900, opacity=opacity, aria=False
            )
            halos.append(circle.encode(**place, tooltip=tooltip()))
    return [*halos, *layers]


def _slim(rows: pd.DataFrame, selected: str | None) -> pd.DataFrame:
    """Only what the chart reads: every other column would travel to the browser for nothing."""
    columns = ["area_code", "area_name", "easting", "northing", "state", "value", "fifth", "sign", "estimate"]
    kept = rows[[*columns, *(["size"] if "size" in rows else []), *(["label"] if "label" in rows else [])]]
    return kept.assign(patients=rows["list_size"].map(formatting.count), chosen=selected or "")


def filled(
    polygons: pd.DataFrame, marks: pd.DataFrame, classes: Classes, palette: Palette, selected: str | None
) -> list[alt.Chart]:
    """Locality polygons: pale by outcome, since the mark above carries it, or full by class; without one only outlined."""
    look_up = alt.LookupData(features(polygons), "area_code", ["type", "geometry"])
    # The chosen one is drawn last, so that its outline lies over its neighbours'.
    shown = _slim(marks, selected).drop(columns=["easting", "northing"])
    shown = shown.sort_values("area_code", key=lambda codes: codes == selected, kind="stable")
    by_outcome = classes.method == "outcome"
    coloured = (shown["state"] == "value") if by_outcome else has_class(shown, classes)
    chosen = {"test": "datum.area_code === datum.chosen", "value": 4.5}
    width = alt.StrokeWidthValue(1.5, condition=[chosen, {"test": IS_LIT, "value": 3}])
    layers = []
    for rows, look in (
        (shown[~coloured], {"fill": palette.paper, "strokeDash": [4, 3]}),
        (shown[coloured], {"fillOpacity": 0.28 if by_outcome else 1}),
    ):
        if rows.empty:
            continue
        layer = alt.Chart(rows).transform_lookup("area_code", look_up)
        layer = layer.mark_geoshape(stroke=palette.ink, description=SPOKEN, **look).encode(strokeWidth=width, tooltip=tooltip())
        fill = sign_fill(rows, palette) if by_outcome else classes.fill(palette, legend=True)
        layers.append(layer if "fill" in look else layer.encode(fill=fill))
    return layers


def spokes(practices: pd.DataFrame, centres: pd.DataFrame, colour: str) -> list[alt.Chart]:
    """Lines from the middle of the practices of each locality without a shape to every one of them: no boundary is invented."""
    known = practices.dropna(subset=["easting", "northing"])
    without = centres[~centres["has_shape"]]
    joined = known.merge(without, left_on="locality_code", right_on="area_code", suffixes=("", "_centre"))
    if joined.empty:
        return []
    lines = alt.Chart(joined[["easting", "northing", "easting_centre", "northing_centre"]])
    return [
        lines.mark_rule(strokeWidth=1.2, color=colour, aria=False).encode(
            longitude=alt.Longitude("easting:Q"),
            latitude=alt.Latitude("northing:Q"),
            longitude2=alt.Longitude2("easting_centre:Q"),
            latitude2=alt.Latitude2("northing_centre:Q"),
        )
    ]


def names(
    localities: pd.DataFrame, frame: map_labels.Frame, palette: Palette, practices: pd.DataFrame | None = None
) -> list[alt.Chart]:
    """The names of localities, clear of each other on a phone and on a wide screen, with a halo over what they cross.

    Beside the localities' own marks; where `practices` stand on the map instead, amid these and lighter. With a line `under` their
    names there are no marks: the words stand on the localities themselves.
    """
    inside = localities[frame.holds(localities)]
    if inside.empty:
        return []
    # Two short lines overlap their neighbours less than a long one.
    labelled = inside.assign(label=inside["area_name"].str.replace(" and ", "\nand ", n=1))
    if has_line := "under" in inside:
        labelled["label"] += "\n" + inside["under"]
    mark = 11 if practices is None and not has_line else 0
    placed = map_labels.placed(labelled, frame, mark=mark, around=practices)[
        ["easting", "northing", "label", "phone_dx", "phone_dy", "wide_dx", "wide_dy"]
    ]
    # Vega hangs further lines under the first; the text as a whole stands where it was placed.
    over = (placed["label"].str.count("\n") * map_labels.LINE_HEIGHT / 2).to_numpy()
    placed = placed.assign(
        phone_dy=placed["phone_dy"] - over * map_labels.PHONE[1], wide_dy=placed["wide_dy"] - over * map_labels.WIDE[1]
    )
    narrow = f"width < {map_labels.NARROW_BELOW}"

    def by_width(phone: object, wide: object) -> alt.ExprRef:
        return alt.ExprRef(f"{narrow} ? {phone} : {wide}")

    text = {
        "dx": by_width("datum.phone_dx", "datum.wide_dx"),
        "dy": by_width("datum.phone_dy", "datum.wide_dy"),
        "fontSize": by_width(map_labels.PHONE[1], map_labels.WIDE[1]),
        "fontWeight": "bold" if practices is None else "normal",
        "aria": False,
        "lineBreak": "\n",
        "lineHeight": by_width(*(map_labels.LINE_HEIGHT * font for _, font in (map_labels.PHONE, map_labels.WIDE))),
        "baseline": "middle",
        "align": "center",
    }
    base = alt.Chart(placed).encode(
        longitude=alt.Longitude("easting:Q"), latitude=alt.Latitude("northing:Q"), text=alt.Text("label:N")
    )
    halo = base.mark_text(**text, stroke=palette.panel, strokeWidth=4, strokeOpacity=0.9)
    return [halo, base.mark_text(**text, color=palette.ink)]
