"""The schematic map: even tiles in a rough outline of Havering, standing in for small areas. No real boundary is copied."""

import json
from dataclasses import dataclass
from functools import cache

import shapely

from pcdash.demonstration.chance import RECIPE

_MAP = RECIPE["map"]
_DISTRICT = {"code": "E09000016", "name": "Havering"}


@dataclass(frozen=True)
class Tile:
    """One small area; `locality` is the one whose centre is nearest."""

    code: str
    name: str
    x: int
    y: int
    locality: str

    @property
    def corners(self) -> list[tuple[int, int]]:
        """Counter-clockwise from the lower point, shared to the metre with the neighbours, closed."""
        a, b = _MAP["half_width"], _MAP["half_side"]
        ring = [(0, -2 * b), (a, -b), (a, b), (0, 2 * b), (-a, b), (-a, -b), (0, -2 * b)]
        return [(self.x + dx, self.y + dy) for dx, dy in ring]


@cache
def tiles() -> tuple[Tile, ...]:
    """Every tile whose centre lies in the outline, row by row from the south-west."""
    outline = shapely.Polygon(_MAP["outline"])
    west, south, east, north = map(int, outline.bounds)
    found = []
    for row, y in enumerate(range(south, north, 3 * _MAP["half_side"])):
        for x in range(west + row % 2 * _MAP["half_width"], east, 2 * _MAP["half_width"]):
            if outline.contains(shapely.Point(x, y)):
                number = len(found) + 1
                found.append(Tile(f"E01Z{number:05}", f"Tile {number}", x, y, _nearest(x, y)))
    return tuple(found)


def files() -> dict[str, bytes]:
    """The tiles and the district that they make up, as the ONS publishes layers: GeoJSON that declares its coordinate system."""
    district = shapely.union_all([shapely.Polygon(tile.corners) for tile in tiles()]).normalize()
    small_areas = [
        _feature(
            {"LSOA21CD": tile.code, "LSOA21NM": tile.name, "LAD22CD": _DISTRICT["code"], "LAD22NM": _DISTRICT["name"]},
            shapely.Polygon(tile.corners),
        )
        for tile in tiles()
    ]
    whole = [_feature({"LAD24CD": _DISTRICT["code"], "LAD24NM": _DISTRICT["name"]}, district)]
    return {
        "boundaries/Schematic_Lower_layer_Super_Output_Areas.geojson": _collection("Schematic LSOA", small_areas),
        "boundaries/Schematic_Local_Authority_Districts.geojson": _collection("Schematic LAD", whole),
    }


def _nearest(x: int, y: int) -> str:
    def distance(code: str) -> int:
        centre = RECIPE["localities"][code]["centre"]
        return (centre[0] - x) ** 2 + (centre[1] - y) ** 2

    return min(RECIPE["localities"], key=distance)


def _feature(properties: dict, shape: shapely.Polygon) -> dict:
    ring = [[int(x), int(y)] for x, y in shape.exterior.coords]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _collection(name: str, features: list[dict]) -> bytes:
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    head = json.dumps({"type": "FeatureCollection", "name": name, "crs": system})[:-1]
    return f'{head}, "features": [\n{lines}\n]}}\n'.encode()
