"""Maps on the British National Grid, without any tile server: borough, small areas, localities and practices.

Geometry travels as inline GeoJSON in metres and is drawn with the identity projection; a GeoDataFrame given to Streamlit would
draw a blank map, and a spherical projection would flood it (rings run the wrong way round).
"""

import json

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import Palette, framed, require, sign_encodings, with_signs

HEIGHT = 560


def practice_map(
    shapes: pd.DataFrame, practices: pd.DataFrame, *, unit: str, palette: Palette, selected: str | None = None
) -> alt.LayerChart:
    """Practices as points, sized by list and marked by outcome in shape and colour, over the outlines of the borough.

    `shapes`: layer, area_code, geometry. `practices`: area_code, area_name, value, lower95, upper95, state, outcome, easting,
    northing, list_size; those without a position are left out. Selection "pick" gives the area_code of a clicked practice.
    """
    require(practices, "area_code", "area_name", "value", "state", "outcome", "easting", "northing", "list_size")
    points = _described(practices.dropna(subset=["easting", "northing"]), unit)
    layers = [*_background(shapes, palette), *_points(points, palette, selected)]
    return _map(layers, palette)


def locality_map(
    shapes: pd.DataFrame,
    localities: pd.DataFrame,
    practices: pd.DataFrame,
    *,
    unit: str,
    palette: Palette,
    selected: str | None = None,
) -> alt.LayerChart:
    """Localities coloured by outcome where their shape is known; else a mark amid each one's practices, joined to them by lines.

    `localities`: area_code, area_name, value, lower95, upper95, state, outcome, list_size. `practices`: area_code, locality_code,
    easting, northing. Selection "pick" gives the area_code of a clicked locality.
    """
    require(localities, "area_code", "area_name", "value", "state", "outcome", "list_size")
    require(practices, "locality_code", "easting", "northing")
    known = practices.dropna(subset=["easting", "northing", "locality_code"])
    centres = known.groupby("locality_code")[["easting", "northing"]].mean().rename_axis("area_code").reset_index()
    polygons = shapes[shapes["layer"] == "locality"]
    if len(polygons):
        centres = polygons.rename(columns={"label_x": "easting", "label_y": "northing"})[["area_code", "easting", "northing"]]
    placed = localities.drop(columns=["easting", "northing"], errors="ignore").merge(centres, on="area_code")
    marks = _described(placed, unit)
    # Two short lines overlap their neighbours less than a long one.
    marks["label"] = marks["area_name"].str.replace(" and ", "\nand ", n=1)
    layers = _background(shapes, palette)
    layers.append(_filled(polygons, marks, palette, selected) if len(polygons) else _spokes(known, centres, palette))
    names = (
        alt.Chart(marks)
        .mark_text(dy=-32, lineBreak="\n", fontSize=12, fontWeight="bold", color=palette.ink)
        .encode(longitude="easting:Q", latitude="northing:Q", text="label:N")
    )
    return _map([*layers, *_points(marks, palette, selected, size=320), names], palette)


def is_schematic(shapes: pd.DataFrame) -> bool:
    """Whether localities have no shape of their own on this map."""
    return not (shapes["layer"] == "locality").any()


def _map(layers: list[alt.Chart], palette: Palette) -> alt.LayerChart:
    chart = alt.layer(*layers).resolve_scale(fill="independent").project("identity", reflectY=True).properties(height=HEIGHT)
    return framed(chart, palette)


def _features(shapes: pd.DataFrame) -> list[dict]:
    return [
        {"type": "Feature", "properties": {"area_code": row.area_code}, "geometry": json.loads(row.geometry)}
        for row in shapes.itertuples()
    ]


def _background(shapes: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """Small areas and wards as faint lines on a panel, the borough's outline around them."""
    layers = []
    styles = (
        ("borough", {"fill": palette.panel, "stroke": palette.muted, "strokeWidth": 2}),
        ("small_area", {"filled": False, "stroke": palette.faint, "strokeWidth": 0.6}),
        ("ward", {"filled": False, "stroke": palette.similar, "strokeWidth": 0.9, "strokeDash": [3, 2]}),
    )
    for layer, style in styles:
        features = _features(shapes[shapes["layer"] == layer])
        if features:
            layers.append(alt.Chart(alt.Data(values=features)).mark_geoshape(**style))
    return layers


def _described(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    described = with_signs(rows).copy()
    described["estimate"] = [
        formatting.estimate(row.value, row.lower95, row.upper95, unit) if row.state == "value" else row.sign_help
        for row in described.itertuples()
    ]
    described["patients"] = described["list_size"].map(formatting.count)
    return described


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
        alt.Tooltip("patients:N", title="Registered patients"),
    ]


def _points(rows: pd.DataFrame, palette: Palette, selected: str | None, size: int | None = None) -> list[alt.Chart]:
    """Marks by outcome, sized by list unless a size is given, and a ring around the selected one."""
    base = alt.Chart(rows)
    place = {"longitude": "easting:Q", "latitude": "northing:Q"}
    sizes = (
        {"size": alt.value(size)}
        if size
        else {"size": alt.Size("list_size:Q", scale=alt.Scale(domain=[0, 20000], range=[50, 520], clamp=True), legend=None)}
    )
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    marks = base.mark_point(strokeWidth=2, opacity=1, fillOpacity=0.9).encode(
        **place, **sizes, **sign_encodings(rows, palette), tooltip=_tooltip()
    )
    ring = (
        base.transform_filter(alt.datum.area_code == (selected or ""))
        .mark_point(shape="circle", filled=False, stroke=palette.ink, strokeWidth=3, size=900)
        .encode(**place)
    )
    return [marks.add_params(pick), ring]


def _filled(polygons: pd.DataFrame, marks: pd.DataFrame, palette: Palette, selected: str | None) -> alt.Chart:
    """Locality polygons filled by outcome; a pale fill lets the marks above carry the shape."""
    look_up = alt.LookupData(alt.Data(values=_features(polygons)), "properties.area_code", ["type", "geometry"])
    colours = {word: palette.stroke(word) for word in marks["sign"].unique()}
    fill = alt.Fill("sign:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
    return (
        alt.Chart(marks[["area_code", "sign", "area_name", "estimate", "patients"]])
        .transform_lookup("area_code", look_up)
        .mark_geoshape(stroke=palette.ink, strokeWidth=1.5, fillOpacity=0.28)
        .encode(fill=fill, tooltip=_tooltip())
    )


def _spokes(practices: pd.DataFrame, centres: pd.DataFrame, palette: Palette) -> alt.Chart:
    """Lines from the middle of each locality's practices to every one of them: membership without an invented boundary."""
    joined = practices.merge(centres, left_on="locality_code", right_on="area_code", suffixes=("", "_centre"))
    return (
        alt.Chart(joined[["easting", "northing", "easting_centre", "northing_centre"]])
        .mark_rule(strokeWidth=1.2, color=palette.muted)
        .encode(longitude="easting:Q", latitude="northing:Q", longitude2="easting_centre:Q", latitude2="northing_centre:Q")
    )
