"""Where coordinates lie. What a file declares counts if it puts the areas into the United Kingdom, else the one reading that does.

GeoJSON without a declaration is in longitude and latitude by its standard, and often is not; some files name a system in words that
no reader knows, name the wrong one, or write latitude first.
"""

import geopandas
import numpy as np
import pandas as pd
import shapely

from pcdash.errors import SourceError

BRITISH_NATIONAL_GRID = 27700
# What coordinates may be, as EPSG code and whether the second of each comes first. No two put one point into the kingdom.
_READINGS = {
    "metres on the British National Grid (EPSG:27700)": (27700, False),
    "longitude and latitude (EPSG:4326)": (4326, False),
    "latitude and longitude, in this order (EPSG:4326)": (4326, True),
    "metres of web maps (EPSG:3857)": (3857, False),
}
# On the grid: west, south, east and north of everything in the kingdom, with some sea.
_KINGDOM = (-100_000, -100_000, 800_000, 1_400_000)


def on_the_grid(frame: geopandas.GeoDataFrame, label: str) -> tuple[geopandas.GeoDataFrame, str]:
    """The features on the British National Grid, and in words how their coordinates were read where the file does not say so.

    Raises SourceError where neither what the file declares nor exactly one other reading puts most of them into the kingdom.
    """
    x, y = _middles(frame)
    if frame.crs is not None and (not len(x) or _is_in_the_kingdom(x, y, frame.crs)):
        return frame.to_crs(BRITISH_NATIONAL_GRID), ""
    certain = [name for name, (crs, swapped) in _READINGS.items() if _is_in_the_kingdom(*((y, x) if swapped else (x, y)), crs)]
    if len(certain) != 1:
        raise SourceError(
            "declares no coordinate system that puts its areas into the United Kingdom, and its coordinates tell none",
            label,
            "download it in longitude and latitude or on the British National Grid, with its .prj file or 'crs' member",
        )
    crs, swapped = _READINGS[certain[0]]
    shapes = shapely.transform(frame.geometry.values, lambda points: points[:, ::-1]) if swapped else frame.geometry.values
    placed = frame.set_geometry(geopandas.GeoSeries(shapes, index=frame.index)).set_crs(crs, allow_override=True)
    return placed.to_crs(BRITISH_NATIONAL_GRID), f"its coordinates are read as {certain[0]}: only so they lie in the United Kingdom"


def _middles(frame: geopandas.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The middle of each shape that is somewhere."""
    bounds: pd.DataFrame = frame.bounds.replace([np.inf, -np.inf], np.nan).dropna()
    return ((bounds["minx"] + bounds["maxx"]) / 2).to_numpy(), ((bounds["miny"] + bounds["maxy"]) / 2).to_numpy()


def _is_in_the_kingdom(x: np.ndarray, y: np.ndarray, crs) -> bool:
    """Whether most of the points are in the kingdom. All within 180 and 90 are degrees, for no layer is a few metres small."""
    are_degrees = bool(len(x)) and bool((np.abs(x) <= 180).all() and (np.abs(y) <= 90).all())
    try:
        points = geopandas.GeoSeries(geopandas.points_from_xy(x, y), crs=crs)
        if are_degrees != points.crs.is_geographic:
            return False
        placed = points.to_crs(BRITISH_NATIONAL_GRID)
    except (RuntimeError, ValueError):  # a system of no place on earth
        return False
    west, south, east, north = _KINGDOM
    return bool((placed.x.between(west, east) & placed.y.between(south, north)).mean() > 0.5)
