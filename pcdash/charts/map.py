"""Maps on the British National Grid, without any tile server: borough, small areas, localities and practices.

Geometry travels as inline GeoJSON in metres and is drawn with the identity projection; a GeoDataFrame given to Streamlit would
draw a blank map, and a spherical projection would flood it (rings run the wrong way round).

A click gives the selection "pick": the area_code that was hit, and in `chosen` the one that had been chosen before, so that the
same mark clicked again after a choice made elsewhere counts as a new click.
"""

import altair as alt
import pandas as pd

from pcdash.charts import map_labels, map_layers
from pcdash.charts.map_classes import Classes, described, gradient_legend, ramp
from pcdash.charts.map_shapes import extent, features, locality_centres
from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting

HEIGHT = 560
# Marks of localities.
_LOCALITY_SIZE = 320


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
    points = map_layers.practice_points(practices, classes)
    layers = [
        *map_layers.ground(shapes, palette),
        map_layers.faint(nearby, palette),
        *map_layers.marks(points, classes, palette, selected),
    ]
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
    layers = map_layers.ground(shapes[shapes["layer"] != "locality"], palette)
    if len(polygons):
        layers += map_layers.filled(polygons, marks, classes, palette, selected)
        # The shape carries the class and the thick outline, the mark the outcome.
        signs = Classes("outcome", classes.unit, classes.title)
        layers += map_layers.marks(
            marks, signs, palette, selected, size=_LOCALITY_SIZE, ring=False, halo=classes.method != "outcome"
        )
    else:
        layers += [
            map_layers.spokes(practices, centres, palette),
            *map_layers.marks(marks, classes, palette, selected, size=_LOCALITY_SIZE),
        ]
    frame = _frame(shapes, practices)
    return _map([*layers, *map_layers.names(marks, frame, palette)], frame, palette)


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
    points = map_layers.practice_points(practices, classes)
    ground = map_layers.ground(shapes[shapes["layer"] == "borough"], palette)
    outlines = map_layers.outlines(shapes, palette)
    return _map(
        [*ground, shaded, *outlines, *map_layers.marks(points, classes, palette, selected, halo=True)],
        _frame(shapes, points),
        palette,
    )


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
