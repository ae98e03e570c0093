"""Small maps through time: the same map once per period, on one scale, in rows of three.

They are one map: each period's marks and outlines stand beside the last one's, moved by whole panels, so that the strip fits a
phone as it fits a wide screen.
"""

import json

import altair as alt
import pandas as pd

from pcdash.charts.map_classes import Classes, described, has_class, mark_layers, sign_fill
from pcdash.charts.map_layers import SPOKEN, tooltip
from pcdash.charts.map_shapes import extent, feature_data, locality_centres
from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting

COLUMNS, AT_MOST = 3, 6
HEIGHT = 460
# Room for the period's name over a panel and between panels, as shares of the panel.
_HEAD, _GAP = 0.2, 0.08
# Outlines are as fine as a panel of 300 pixels can show.
_STEPS = 300


def chosen_periods(periods: list[str], current: str) -> list[str]:
    """At most six periods, evenly spread from the first to the last, with the current one among them; in order."""
    if len(periods) <= AT_MOST:
        return list(periods)
    places = {round(step * (len(periods) - 1) / (AT_MOST - 1)) for step in range(AT_MOST)}
    if current in periods and (here := periods.index(current)) not in places:
        between = places - {0, len(periods) - 1}
        places = places - {min(between, key=lambda place: abs(place - here))} | {here}
    return [periods[place] for place in sorted(places)]


def breaks_shown(known: pd.DataFrame, shown: list[str]) -> list[tuple[str, str, str]]:
    """Where the definition changed after the first period shown: the first period shown since, the period of the change, and why.

    `known` as `queries.map_periods`, oldest first.
    """
    order = list(known["period"])
    found = []
    for row in known.dropna(subset=["break_reason"]).itertuples():
        here = order.index(row.period)
        if order.index(shown[0]) < here:
            found.append((next(label for label in shown if order.index(label) >= here), row.period, row.break_reason))
    return found


def maps_through_time(
    shapes: pd.DataFrame,
    figures: pd.DataFrame,
    practices: pd.DataFrame,
    *,
    classes: Classes,
    palette: Palette,
    current: str,
    breaks: set[str],
    selected: str | None = None,
) -> alt.LayerChart:
    """A small map for each period of `figures`, oldest first, the current one underlined, periods of `breaks` with a dagger.

    `shapes` and `practices` as for `locality_map`. `figures`: period and the columns of `practice_map` for practices; localities
    have no easting and are drawn by shape, or by a mark where they have none. The legend is that of the map above.
    """
    require(figures, "period", "area_code", "area_name", "value", "state", "outcome", "quintile", "list_size")
    periods = list(dict.fromkeys(figures["period"]))
    panels = _Panels(extent(shapes, practices), periods)
    polygons = shapes[shapes["layer"] == "locality"]
    by_shape = bool(len(polygons)) and figures["easting"].isna().all()
    if figures["easting"].isna().all():
        centres = locality_centres(shapes, practices)[["area_code", "easting", "northing"]]
        figures = figures.drop(columns=["easting", "northing"]).merge(centres, on="area_code")
        size = 90
    else:
        figures = figures.dropna(subset=["easting", "northing"])
        size = 56
    rows = described(figures, classes.unit).assign(patients=figures["list_size"].map(formatting.count))
    columns = ["period", "area_code", "area_name", "easting", "northing", "state", "value", "fifth", "sign", "estimate", "patients"]
    rows = panels.moved(rows[columns])
    layers = [_ground(shapes, panels, palette)] if (shapes["layer"] == "borough").any() else []
    marks = classes
    if by_shape:
        layers += _filled(polygons, rows, panels, classes, palette)
        marks = Classes("outcome", classes.unit, classes.title)
    if by_shape and classes.method != "outcome":
        under = alt.Chart(rows[["easting", "northing"]]).mark_point(
            shape="circle", size=size * 2, fill=palette.paper, stroke=palette.paper, opacity=0.9, aria=False
        )
        layers.append(under.encode(longitude=alt.Longitude("easting:Q"), latitude=alt.Latitude("northing:Q")))
    for group, encodings in mark_layers(rows, marks, palette, legend=False, outline=1.8):
        layers.append(
            alt.Chart(group)
            .mark_point(size=size, strokeWidth=1.4, opacity=1, fillOpacity=0.95, description=SPOKEN)
            .encode(
                longitude=alt.Longitude("easting:Q"),
                latitude=alt.Latitude("northing:Q"),
                tooltip=[alt.Tooltip("period:N", title="Period"), *tooltip()],
                **encodings,
            )
        )
    hit = rows[rows["area_code"] == selected]
    if len(hit):
        ring = alt.Chart(hit[["easting", "northing"]]).mark_point(
            shape="circle", filled=False, size=size * 5, stroke=palette.ink, strokeWidth=2, opacity=1
        )
        layers.append(ring.encode(longitude=alt.Longitude("easting:Q"), latitude=alt.Latitude("northing:Q")))
    layers.append(_heads(panels, current, breaks, palette))
    chart = (
        alt.layer(*layers)
        .resolve_scale(fill="independent", stroke="independent", shape="independent")
        .project("identity", reflectY=True)
        .add_params(alt.param(name="height", expr=f"min({HEIGHT}, width * {panels.aspect:.2f})"))
    )
    return framed(chart, palette, height=HEIGHT)


class _Panels:
    """Where the map of each period stands, in metres from the first one's place."""

    def __init__(self, box: tuple[float, float, float, float], periods: list[str]):
        self.west, south, east, self.north = box
        self.width, self.height = (east - self.west) * (1 + _GAP), (self.north - south) * (1 + _HEAD)
        self.places = {
            period: ((number % COLUMNS) * self.width, -(number // COLUMNS) * self.height) for number, period in enumerate(periods)
        }
        rows, columns = -(-len(periods) // COLUMNS), min(len(periods), COLUMNS)
        self.aspect = min(rows * self.height / max(columns * self.width, 1), 1.6)

    def moved(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with their positions in the panel of their period."""
        step = rows["period"].map(self.places)
        return rows.assign(easting=(rows["easting"] + step.str[0]).round(), northing=(rows["northing"] + step.str[1]).round())

    def shape(self, geometry: dict, period: str) -> str:
        """A geometry in the panel of a period, as GeoJSON with only the corners that a small map can show."""
        right, up = self.places[period]
        least = max(self.width, self.height) / _STEPS
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        coordinates = [[_coarse(ring, least, right, up) for ring in polygon] for polygon in polygons]
        return json.dumps({"type": "MultiPolygon", "coordinates": coordinates}, separators=(",", ":"))


def _coarse(ring: list[list[float]], least: float, right: float, up: float) -> list[list[int]]:
    """The ring moved, without corners nearer than `least` metres to the last one kept; small rings stay whole."""
    kept = ring[:1]
    for x, y in ring[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append([x, y])
    kept = [*kept, ring[-1]] if len(kept) > 3 else ring
    return [[round(x + right), round(y + up)] for x, y in kept]


def _ground(shapes: pd.DataFrame, panels: _Panels, palette: Palette) -> alt.Chart:
    outlines = [json.loads(row.geometry) for row in shapes[shapes["layer"] == "borough"].itertuples()]
    parts = [f'{{"type":"Feature","geometry":{panels.shape(outline, period)}}}' for period in panels.places for outline in outlines]
    return alt.Chart(feature_data(parts)).mark_geoshape(aria=False, fill=palette.panel, stroke=palette.muted, strokeWidth=1)


def _filled(polygons: pd.DataFrame, rows: pd.DataFrame, panels: _Panels, classes: Classes, palette: Palette) -> list[alt.Chart]:
    """Every locality's shape in every period, coloured as on the map above."""
    by_outcome = classes.method == "outcome"
    geometries = {row.area_code: json.loads(row.geometry) for row in polygons.itertuples()}
    coloured = rows[(rows["state"] == "value") if by_outcome else has_class(rows, classes)]
    coloured = coloured[coloured["area_code"].isin(geometries)]
    parts = [
        f'{{"type":"Feature","key":{json.dumps(f"{row.area_code} {row.period}")},'
        f'"geometry":{panels.shape(geometries[row.area_code], row.period)}}}'
        for row in coloured.itertuples()
    ]
    keyed = coloured[["sign", "value", "fifth"]].assign(key=coloured["area_code"] + " " + coloured["period"])
    return [
        alt.Chart(keyed)
        .transform_lookup("key", alt.LookupData(feature_data(parts), "key", ["type", "geometry"]))
        .mark_geoshape(aria=False, stroke=palette.muted, strokeWidth=0.8, fillOpacity=0.28 if by_outcome else 1)
        .encode(fill=sign_fill(keyed, palette) if by_outcome else classes.fill(palette, legend=False))
    ]


def _heads(panels: _Panels, current: str, breaks: set[str], palette: Palette) -> alt.Chart:
    """The period over each panel."""
    heads = pd.DataFrame(
        [
            {
                "words": ("\u25b6 " if period == current else "")
                + formatting.period(period)
                + (" \u2020" if period in breaks else ""),
                "weight": "bold" if period == current else "normal",
                "easting": panels.west + right,
                "northing": panels.north + up + (panels.height / (1 + _HEAD)) * _HEAD * 0.4,
            }
            for period, (right, up) in panels.places.items()
        ]
    )
    return (
        alt.Chart(heads)
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=alt.ExprRef("width < 440 ? 11 : 13"),
            fontWeight=alt.ExprRef("datum.weight"),
            color=palette.ink,
        )
        .encode(longitude=alt.Longitude("easting:Q"), latitude=alt.Latitude("northing:Q"), text=alt.Text("words:N"))
    )
