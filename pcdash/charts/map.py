"""Maps on the British National Grid, without any tile server: borough, small areas, localities and practices.

Geometry travels as inline GeoJSON in metres and is drawn with the identity projection; a GeoDataFrame given to Streamlit would
draw a blank map, and a spherical projection would flood it (rings run the wrong way round).

A click gives the selection "pick": the area_code that was hit, and in `chosen` the one that had been chosen before, so that the
same mark clicked again after a choice made elsewhere counts as a new click.
"""

import json

import altair as alt
import pandas as pd

from pcdash.charts import map_labels
from pcdash.charts.map_classes import Classes, described, gradient_legend, has_class, mark_layers, ramp, sign_fill
from pcdash.charts.map_shapes import extent, feature_data, features, locality_centres
from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting

HEIGHT = 560
# What a screen reader says of a mark.
SPOKEN = alt.ExprRef("datum.area_name + ': ' + datum.estimate + ', ' + datum.sign")
# Marks of localities, and of a practice whose list is not known.
_LOCALITY_SIZE, _SMALLEST = 320, 50
# A practice without a value is drawn like one with a list of this length, so that the shape of its state can be seen.
_OF_STATES = 5000


def practice_map(
    shapes: pd.DataFrame,
    practices: pd.DataFrame,
    nearby: pd.DataFrame,
    *,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
) -> alt.LayerChart:
    """Practices as points, sized by list, coloured by class, shaped by outcome; those of other areas faint and without judgement.

    `shapes`: layer, area_code, geometry. `practices`: area_code, area_name, value, lower95, upper95, state, outcome, quintile,
    easting, northing, list_size; those without a position are left out. `nearby`: name, easting, northing.
    """
    points = _practice_points(practices, classes)
    layers = [*_ground(shapes, palette), _faint(nearby, palette), *_marks(points, classes, palette, selected)]
    return _map(layers, _frame(shapes, points), palette)


def locality_map(
    shapes: pd.DataFrame,
    localities: pd.DataFrame,
    practices: pd.DataFrame,
    *,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
) -> alt.LayerChart:
    """Localities coloured by class where their shape is known; else a mark amid each one's practices, joined to them by lines.

    `localities`: area_code, area_name, value, lower95, upper95, state, outcome, quintile, list_size. `practices`: area_code,
    locality_code, easting, northing.
    """
    require(localities, "area_code", "area_name", "value", "state", "outcome", "quintile", "list_size")
    require(practices, "locality_code", "easting", "northing")
    centres = locality_centres(shapes, practices)
    placed = localities.drop(columns=["easting", "northing"], errors="ignore").merge(centres, on="area_code")
    marks = described(placed, classes.unit)
    polygons = shapes[shapes["layer"] == "locality"]
    layers = _ground(shapes[shapes["layer"] != "locality"], palette)
    if len(polygons):
        layers += _filled(polygons, marks, classes, palette, selected)
        # The shape carries the class and the thick outline, the mark the outcome.
        signs = Classes("outcome", classes.unit, classes.title)
        layers += _marks(marks, signs, palette, selected, size=_LOCALITY_SIZE, ring=False, halo=classes.method != "outcome")
    else:
        layers += [_spokes(practices, centres, palette), *_marks(marks, classes, palette, selected, size=_LOCALITY_SIZE)]
    frame = _frame(shapes, practices)
    return _map([*layers, *_names(marks, frame, palette)], frame, palette)


def small_area_map(
    shapes: pd.DataFrame,
    small_areas: pd.DataFrame,
    practices: pd.DataFrame,
    *,
    measure: str,
    title: str,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
) -> alt.LayerChart:
    """Small areas shaded by what is known of them, with the practices over them by outcome.

    `small_areas`: area_code, area_name, imd_decile, percent_here, patients; `measure` names the one that shades: imd_decile
    (darkest for 1, the most deprived) or percent_here. Areas without it stay blank. `practices` as for `practice_map`.
    """
    require(small_areas, "area_code", "area_name", "patients", measure)
    known = small_areas.dropna(subset=[measure])
    is_decile = measure == "imd_decile"
    about = pd.DataFrame(
        {
            "small_area": known["area_code"],
            "name": known["area_name"],
            "shade": known[measure],
            "says": [formatting.number(value, "" if is_decile else "%").removesuffix(".0") for value in known[measure]],
        }
    )
    scale = alt.Scale(domain=[1, 10], range=list(ramp(palette))[::-1]) if is_decile else alt.Scale(range=list(ramp(palette)))
    legend = gradient_legend(title, "" if is_decile else "%", [1, 5, 10] if is_decile else None)
    drawn = shapes[(shapes["layer"] == "small_area") & shapes["area_code"].isin(known["area_code"])]
    look_up = alt.LookupData(features(drawn), "area_code", ["type", "geometry"])
    shaded = (
        alt.Chart(about)
        .transform_lookup("small_area", look_up)
        .mark_geoshape(aria=False, stroke=palette.paper, strokeWidth=0.5)
        .encode(
            fill=alt.Fill("shade:Q", scale=scale, legend=legend),
            tooltip=[alt.Tooltip("name:N", title="Small area"), alt.Tooltip("says:N", title=title)],
        )
    )
    points = _practice_points(practices, classes)
    ground = _ground(shapes[shapes["layer"] == "borough"], palette)
    outlines = _outlines(shapes, palette)
    return _map(
        [*ground, shaded, *outlines, *_marks(points, classes, palette, selected, halo=True)], _frame(shapes, points), palette
    )


def tooltip() -> list[alt.Tooltip]:
    """What a mark says of its area."""
    return [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
        alt.Tooltip("patients:N", title="Registered patients"),
    ]


def _map(layers: list[alt.Chart | None], frame: map_labels.Frame, palette: Palette) -> alt.LayerChart:
    drawn = [layer for layer in layers if layer is not None]
    chart = (
        alt.layer(*drawn)
        .resolve_scale(fill="independent", stroke="independent", shape="independent")
        .project("identity", reflectY=True, pointRadius=3.2)
        # On a narrow screen the frame follows the width; a fixed one would stand half empty.
        .add_params(alt.param(name="height", expr=f"min({HEIGHT}, width * {frame.aspect:.2f})"))
    )
    return framed(chart, palette, height=HEIGHT)


def _frame(shapes: pd.DataFrame, points: pd.DataFrame) -> map_labels.Frame:
    west, south, east, north = extent(shapes, points)
    return map_labels.Frame(west, south, east, north, min(max((north - south) / max(east - west, 1), 0.7), 1.3))


def _ground(shapes: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
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


def _outlines(shapes: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """Outlines over a shaded ground: the borough's, and the localities' where known."""
    over = shapes[shapes["layer"].isin(["borough", "locality"])]
    if over.empty:
        return []
    return [alt.Chart(features(over)).mark_geoshape(aria=False, filled=False, stroke=palette.muted, strokeWidth=1.4)]


def _practice_points(practices: pd.DataFrame, classes: Classes) -> pd.DataFrame:
    """Practices with a position as marks, the largest first, so that no small one is covered."""
    columns = ("area_code", "area_name", "value", "state", "outcome", "quintile", "easting", "northing", "list_size")
    require(practices, *columns)
    known = practices.dropna(subset=["easting", "northing"]).sort_values("list_size", ascending=False, na_position="first")
    return described(known, classes.unit).assign(
        size=lambda rows: rows["list_size"].fillna(0).where(rows["state"] == "value", _OF_STATES)
    )


def _faint(nearby: pd.DataFrame, palette: Palette) -> alt.Chart | None:
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


def _marks(
    rows: pd.DataFrame,
    classes: Classes,
    palette: Palette,
    selected: str | None,
    *,
    size: int | None = None,
    ring: bool = True,
    halo: bool = False,
) -> list[alt.Chart]:
    """Marks by class and outcome, sized by list unless a size is given; a ring around the selected one, a halo on a dark ground."""
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
    if layers:
        layers[0] = layers[0].add_params(
            alt.selection_point(name="pick", fields=["area_code", "chosen"], on="click", clear=False, toggle=False)
        )
    hit = shown[shown["area_code"] == selected]
    if ring and len(hit):
        circle = alt.Chart(hit[["easting", "northing"]]).mark_point(
            shape="circle", filled=False, stroke=palette.ink, strokeWidth=3, size=900, opacity=1
        )
        # Under the marks, so that it takes no click from them.
        halos.append(circle.encode(**place))
    return [*halos, *layers]


def _slim(rows: pd.DataFrame, selected: str | None) -> pd.DataFrame:
    """Only what the chart reads: every other column would travel to the browser for nothing."""
    columns = ["area_code", "area_name", "easting", "northing", "state", "value", "fifth", "sign", "estimate"]
    kept = rows[[*columns, *(["size"] if "size" in rows else []), *(["label"] if "label" in rows else [])]]
    return kept.assign(patients=rows["list_size"].map(formatting.count), chosen=selected or "")


def _filled(
    polygons: pd.DataFrame, marks: pd.DataFrame, classes: Classes, palette: Palette, selected: str | None
) -> list[alt.Chart]:
    """Locality polygons: pale by outcome, since the mark above carries it, or full by class; without one only outlined."""
    look_up = alt.LookupData(features(polygons), "area_code", ["type", "geometry"])
    # The chosen one is drawn last, so that its outline lies over its neighbours'.
    shown = _slim(marks, selected).drop(columns=["easting", "northing"])
    shown = shown.sort_values("area_code", key=lambda codes: codes == selected, kind="stable")
    by_outcome = classes.method == "outcome"
    coloured = (shown["state"] == "value") if by_outcome else has_class(shown, classes)
    width = alt.StrokeWidthValue(1.5, condition={"test": "datum.area_code === datum.chosen", "value": 4.5})
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


def _spokes(practices: pd.DataFrame, centres: pd.DataFrame, palette: Palette) -> alt.Chart:
    """Lines from the middle of each locality's practices to every one of them: membership without an invented boundary."""
    known = practices.dropna(subset=["easting", "northing", "locality_code"])
    joined = known.merge(centres, left_on="locality_code", right_on="area_code", suffixes=("", "_centre"))
    return (
        alt.Chart(joined[["easting", "northing", "easting_centre", "northing_centre"]])
        .mark_rule(strokeWidth=1.2, color=palette.none)
        .encode(
            longitude=alt.Longitude("easting:Q"),
            latitude=alt.Latitude("northing:Q"),
            longitude2=alt.Longitude2("easting_centre:Q"),
            latitude2=alt.Latitude2("northing_centre:Q"),
        )
    )


def _names(marks: pd.DataFrame, frame: map_labels.Frame, palette: Palette) -> list[alt.Chart]:
    """The names of localities, clear of each other on a phone and on a wide screen, with a halo over what they cross."""
    # Two short lines overlap their neighbours less than a long one.
    labelled = marks.assign(label=marks["area_name"].str.replace(" and ", "\nand ", n=1))
    placed = map_labels.placed(labelled, frame, mark=11)[
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
        "fontWeight": "bold",
        "lineBreak": "\n",
        "lineHeight": by_width(*(map_labels.LINE_HEIGHT * font for _, font in (map_labels.PHONE, map_labels.WIDE))),
        "baseline": "middle",
        "align": "center",
    }
    base = alt.Chart(placed).encode(
        longitude=alt.Longitude("easting:Q"), latitude=alt.Latitude("northing:Q"), text=alt.Text("label:N")
    )
    halo = base.mark_text(**text, stroke=palette.panel, strokeWidth=3, strokeOpacity=0.85)
    return [halo, base.mark_text(**text, color=palette.ink)]
