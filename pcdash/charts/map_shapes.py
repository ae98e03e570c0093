"""Shapes as a map takes them: inline GeoJSON, their extent, and where the mark of a locality stands."""

import json
from collections.abc import Iterable

import altair as alt
import pandas as pd


def locality_centres(shapes: pd.DataFrame, practices: pd.DataFrame) -> pd.DataFrame:
    """Where each locality stands: inside its shape, amid its practices where it has none; left out where neither is known.

    `practices`: locality_code, locality_name, easting, northing. Columns: area_code, area_name, easting, northing, has_shape.
    """
    columns = ["area_code", "area_name", "easting", "northing"]
    polygons = shapes[shapes["layer"] == "locality"].rename(columns={"label_x": "easting", "label_y": "northing"})[columns]
    # A shape has its locality's code for a name.
    names = practices.set_index("locality_code")["locality_name"].to_dict()
    polygons = polygons.assign(area_name=[names.get(row.area_code, row.area_name) for row in polygons.itertuples()])
    known = practices[~practices["locality_code"].isin(polygons["area_code"])].dropna(subset=["easting", "northing"])
    amid = known.groupby(["locality_code", "locality_name"], as_index=False)[["easting", "northing"]].mean()
    amid = amid.rename(columns={"locality_code": "area_code", "locality_name": "area_name"})
    return pd.concat([polygons.assign(has_shape=True), amid.assign(has_shape=False)], ignore_index=True)


def extent(shapes: pd.DataFrame, points: pd.DataFrame, area: str | None = None) -> tuple[float, float, float, float]:
    """West, south, east and north, in metres, of the borough's outline, or one locality's by its code, and of the points.

    A practice of a place may stand beyond its boundary. `points`: easting, northing.
    """
    is_outline = (shapes["layer"] == "locality") & (shapes["area_code"] == area) if area else shapes["layer"] == "borough"
    known = points.dropna(subset=["easting", "northing"])
    corners = [
        *(point for geometry in shapes.loc[is_outline, "geometry"] for point in corners_of(json.loads(geometry))),
        *zip(known["easting"], known["northing"], strict=True),
    ]
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
