"""Maps on the British National Grid, without any tile server: borough, small areas, localities and practices.

Geometry travels as inline GeoJSON in metres and is drawn with the identity projection; a GeoDataFrame given to Streamlit would
draw a blank map, and a spherical projection would flood it (rings run the wrong way round).

A click gives the selection "pick" (`linked.picker`), with what had been chosen before, so that the same mark clicked again after a
choice made elsewhere counts as a new click.
"""

import altair as alt
import pandas as pd

from pcdash.charts import map_labels, map_layers
from pcdash.charts.map_classes import Classes, described, gradient_legend, ramp
from pcdash.charts.map_shapes import extent, features, locality_centres
from pcdash.charts.rug import MARKS
from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting

# With the frame, the pickers and two sentences above it, a map of this height ends inside a screen of 900 pixels.
HEIGHT = 456
# The map beside the overview's counts, which are as high.
SMALL = 300
# Marks of localities.
_LOCALITY_SIZE = 320
# Air around what the map shows, as a share of it: of a locality more, so that its neighbours are seen.
_AIR, _AIR_OF_LOCALITY = 0.03, 0.12


def practice_map(
    shapes: pd.DataFrame,
    practices: pd.DataFrame,
    nearby: pd.DataFrame,
    members: pd.DataFrame,
    *,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
    within: str | None = None,
) -> alt.LayerChart:
    """Practices as points, sized by list, coloured by class, shaped by outcome; those of other areas faint and without judgement.

    Localities have their outlines and names; `within` is the code of one that the map is of. `shapes`: layer, area_code,
    area_name, geometry, label_x, label_y. `practices`: area_code, area_name, value, lower95, upper95, state, outcome, quintile,
    easting, northing, list_size; those without a position are left out. `nearby`: name, easting, northing. `members`: which
    practice belongs to which locality, as for `locality_map`.
    """
    points = map_layers.practice_points(practices, classes)
    centres, frame = locality_centres(shapes, members), _frame(shapes, members, within)
    layers = [
        *map_layers.ground(shapes, palette),
        *map_layers.outlines(shapes, palette, within),
        *map_layers.spokes(members, centres, palette.faint),
        map_layers.faint(nearby, palette),
        *map_layers.marks(points, classes, palette, selected),
        *map_layers.names(centres, frame, palette, points),
    ]
    return _map(layers, frame, palette)


def locality_map(
    shapes: pd.DataFrame,
    localities: pd.DataFrame,
    members: pd.DataFrame,
    *,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
) -> alt.LayerChart:
    """Localities coloured by class where their shape is known; else a mark amid each one's practices, joined to them by lines.

    `localities`: area_code, area_name, value, lower95, upper95, state, outcome, quintile, list_size; those with neither a shape nor
    a practice whose position is known are left out. `members`: area_code, locality_code, locality_name, easting, northing.
    """
    require(localities, "area_code", "area_name", "value", "state", "outcome", "quintile", "list_size")
    require(members, "locality_code", "locality_name", "easting", "northing")
    centres = locality_centres(shapes, members)
    placed = localities.drop(columns=["easting", "northing"], errors="ignore").merge(
        centres[["area_code", "easting", "northing", "has_shape"]], on="area_code"
    )
    rows = described(placed, classes.unit)
    layers = [*map_layers.ground(shapes, palette), *map_layers.spokes(members, centres, palette.none)]
    shaped, schematic = rows[rows["has_shape"]], rows[~rows["has_shape"]]
    if len(shaped):
        layers += map_layers.filled(shapes[shapes["layer"] == "locality"], shaped, classes, palette, selected)
        # The shape carries the class and the thick outline, the mark the outcome.
        signs = Classes("outcome", classes.unit, classes.title)
        layers += map_layers.marks(
            shaped, signs, palette, selected, size=_LOCALITY_SIZE, ring=False, halo=classes.method != "outcome"
        )
    layers += map_layers.marks(schematic, classes, palette, selected, size=_LOCALITY_SIZE, takes_clicks=shaped.empty)
    frame = _frame(shapes, members, None)
    return _map([*layers, *map_layers.names(rows, frame, palette)], frame, palette)


def place_map(
    shapes: pd.DataFrame, localities: pd.DataFrame, members: pd.DataFrame, *, palette: Palette, focus: str | None = None
) -> alt.LayerChart:
    """Where the localities of a place are, each with how many indicators are better and worse; no colour could sum these up.

    `localities`: area_code, area_name, better, similar, worse. `members` as for `locality_map`; `focus` is the code of the locality
    that the reader looks at. Those with neither a shape nor a practice whose position is known are left out.
    """
    require(localities, "area_code", "area_name", "better", "similar", "worse")
    centres = locality_centres(shapes, members)
    told = localities.assign(
        under=[f"{MARKS['Better']} {row.better}  {MARKS['Worse']} {row.worse}" for row in localities.itertuples()],
        says=[f"{row.better} better, {row.similar} similar, {row.worse} worse" for row in localities.itertuples()],
    )
    labelled = told.merge(centres[["area_code", "easting", "northing", "has_shape"]], on="area_code")
    frame = _frame(shapes, members, None, SMALL)
    spots = alt.Chart(labelled[["area_name", "says", "easting", "northing"]])
    layers = [
        *map_layers.ground(shapes[shapes["layer"].isin(["borough", "locality"])], palette),
        *map_layers.outlines(shapes, palette, focus),
        *map_layers.spokes(members, centres, palette.none),
        *map_layers.names(labelled, frame, palette),
        # Seen by nobody, and as large as a name: what is pointed at tells its figures.
        spots.mark_point(size=2500, opacity=0, filled=True, description=alt.ExprRef("datum.area_name + ': ' + datum.says")).encode(
            longitude=alt.Longitude("easting:Q"),
            latitude=alt.Latitude("northing:Q"),
            tooltip=[alt.Tooltip("area_name:N", title="Locality"), alt.Tooltip("says:N", title="Indicators")],
        ),
    ]
    return _map(layers, frame, palette)


def small_area_map(
    shapes: pd.DataFrame,
    small_areas: pd.DataFrame,
    practices: pd.DataFrame,
    members: pd.DataFrame,
    *,
    measure: str,
    title: str,
    classes: Classes,
    palette: Palette,
    selected: str | None = None,
    within: str | None = None,
) -> alt.LayerChart:
    """Small areas shaded by what is known of them, with the practices over them by outcome.

    `small_areas`: area_code, area_name, imd_decile, percent_here, patients; `measure` names the one that shades: imd_decile
    (darkest for 1, the most deprived) or percent_here. Areas without it stay blank. `practices`, `members` and `within` as for
    `practice_map`.
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
    centres, frame = locality_centres(shapes, members), _frame(shapes, members, within)
    layers = [
        *ground,
        shaded,
        *map_layers.outlines(shapes, palette, within),
        *map_layers.spokes(members, centres, palette.none),
        *map_layers.marks(points, classes, palette, selected, halo=True),
        *map_layers.names(centres, frame, palette, points),
    ]
    return _map(layers, frame, palette)


def _map(layers: list[alt.Chart | None], frame: map_labels.Frame, palette: Palette) -> alt.LayerChart:
    drawn = [layer for layer in layers if layer is not None]
    for layer in drawn:
        layer.mark.clip = True
    # As `Frame.pixels` has it; what lies outside the frame does not make the map smaller, as Vega's own fit would.
    scale = f"min(width / {max(frame.east - frame.west, 1):.0f}, height / {max(frame.north - frame.south, 1):.0f})"
    middle_x, middle_y = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    middle = f"[width / 2 - {scale} * {middle_x:.0f}, height / 2 + {scale} * {middle_y:.0f}]"
    chart = (
        alt.layer(*drawn)
        .resolve_scale(fill="independent", stroke="independent", shape="independent")
        .project("identity", reflectY=True, pointRadius=3.2, scale=alt.ExprRef(scale), translate=alt.ExprRef(middle))
        # On a narrow screen the frame follows the width; a fixed one would stand half empty.
        .add_params(alt.param(name="height", expr=f"min({frame.highest:.0f}, width * {frame.aspect:.2f})"))
    )
    return framed(chart, palette, height=frame.highest)


def _frame(shapes: pd.DataFrame, members: pd.DataFrame, within: str | None, highest: int = HEIGHT) -> map_labels.Frame:
    """The borough with a little air; of a locality its shape, or its practices where it has none, with more."""
    own = members[members["locality_code"] == within]
    is_near = within is not None and (within in set(shapes["area_code"]) or own["easting"].notna().any())
    west, south, east, north = extent(shapes, own, within) if is_near else extent(shapes, members)
    air = (_AIR_OF_LOCALITY if is_near else _AIR) * max(east - west, north - south)
    west, south, east, north = west - air, south - air, east + air, north + air
    aspect = min(max((north - south) / max(east - west, 1), 0.7), 1.3)
    return map_labels.Frame(west, south, east, north, aspect, highest)
