"""Shapes as a map takes them: inline GeoJSON, their extent, and where the mark of a locality stands."""

import json
from collections.abc import Iterable

import altair as alt
import pandas as pd


def is_schematic(shapes: pd.DataFrame) -> bool:
    """Whether localities have no shape of their own on this map."""
    return not (shapes["layer"] == "locality").any()


def locality_centres(shapes: pd.DataFrame, practices: pd.DataFrame) -> pd.DataFrame:
    """Where the mark of each locality stands: inside its shape, else amid its practices. Columns: area_code, easting, northing."""
    polygons = shapes[shapes["layer"] == "locality"]
    if len(polygons):
        return polygons.rename(columns={"label_x": "easting", "label_y": "northing"})[["area_code", "easting", "northing"]]
    known = practices.dropna(subset=["easting", "northing", "locality_code"])
    return known.groupby("locality_code")[["easting", "northing"]].mean().rename_axis("area_code").reset_index()


def extent(shapes: pd.DataFrame, points: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, south, east and north of the borough's outline, in metres; where there is none, of the points (easting, northing)."""
    outline = shapes[shapes["layer"] == "borough"]
    corners = [point for row in outline.itertuples() for point in corners_of(json.loads(row.geometry))]
    if not corners:
        known = points.dropna(subset=["easting", "northing"])
        corners = list(zip(known["easting"], known["northing"], strict=True))
    if not corners:
        return 0, 0, 1, 1
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners_of(geometry: dict) -> list[list[float]]:
    """Every corner of a polygon or of several."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [point for polygon in polygons for ring in polygon for point in ring]


def features(shapes: pd.DataFrame) -> alt.Data:
    """Shapes as inline GeoJSON, each feature with its `area_code`.

    As text, which Vega parses in the browser: a tree of coordinates would be copied and checked by Altair at every step, which
    takes a second for 150 small areas.
    """
    return feature_data(
        f'{{"type":"Feature","area_code":{json.dumps(row.area_code)},"geometry":{row.geometry}}}' for row in shapes.itertuples()
    )


def feature_data(parts: Iterable[str]) -> alt.Data:
    """Features, each written as JSON, as one data set."""
    return alt.Data(values=f'{{"features":[{",".join(parts)}]}}', format=alt.JsonDataFormat(type="json", property="features"))
