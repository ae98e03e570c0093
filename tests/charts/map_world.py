"""A borough of eight practices and one locality, as maps take it, and what its charts are made of."""

import json

import pandas as pd

from pcdash.charts import map_classes, style

STATES = ("suppressed", "missing", "not_applicable", "closed")
PRACTICES = pd.DataFrame(
    {
        "area_code": ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"],
        "area_name": ["Alpha", "Beta", "Beta", "Zero", "Sup", "Mis", "Not", "Clo"],
        "value": [70.0, 60.0, 50.0, 0.0, None, None, None, None],
        "lower95": [65.0, 55.0, 45.0, 0.0, None, None, None, None],
        "upper95": [75.0, 65.0, 55.0, 4.0, None, None, None, None],
        "state": ["value"] * 4 + list(STATES),
        "outcome": ["better", "similar", "worse", "worse"] + ["not_compared"] * 4,
        "comparator_name": ["England"] * 4 + [None] * 4,
        "comparator_value": [60.0] * 4 + [None] * 4,
        "rank": [1.0, 2.0, 3.0, 4.0] + [None] * 4,
        "of": [4.0] * 4 + [None] * 4,
        "quintile": [1.0, 2.0, 4.0, 5.0] + [None] * 4,
        "easting": [550_000 + 100 * number for number in range(8)],
        "northing": [188_000 + 100 * number for number in range(8)],
        "list_size": [5000.0, 8000.0, 3000.0, 2000.0, 1000.0, None, 10.0, None],
    }
)
SQUARE = json.dumps(
    {"type": "Polygon", "coordinates": [[[549000, 187000], [553000, 187000], [553000, 190000], [549000, 187000]]]},
    separators=(",", ":"),
)
SHAPES = pd.DataFrame(
    {
        "layer": ["borough", "small_area", "locality"],
        "area_code": ["E1", "S1", "L1"],
        "area_name": ["Borough", "Small", "L1"],
        "geometry": [SQUARE] * 3,
        "label_x": [551_000] * 3,
        "label_y": [188_000] * 3,
    }
)
NEARBY = pd.DataFrame({"name": ['Over "the" border'], "easting": [553_500.0], "northing": [189_000.0]})
LOCALITIES = PRACTICES.iloc[:1].assign(area_code="L1", area_name="North and South")
MEMBERS = PRACTICES.assign(locality_code="L1", locality_name="North and South")
SMALL = pd.DataFrame({"area_code": ["S1", "S2"], "area_name": ["One", "Two"], "patients": [10.0, None], "imd_decile": [1.0, None]})


def classes(method="outcome", rows=PRACTICES):
    return map_classes.classes_of(rows, method=method, unit="%", title="Legend title")


def look(method="outcome", **settings):
    return {"classes": classes(method), "palette": style.LIGHT} | settings


def rows_of(chart: dict) -> list[dict]:
    return [row for rows in chart["datasets"].values() for row in rows]


def marks_of(chart: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def layers(chart: dict, mark: str) -> list[dict]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == mark]


def signs(chart: dict) -> list[dict]:
    """The layers of the areas' own marks, without the rings around them."""
    return [layer for layer in layers(chart, "point") if "shape" in layer["encoding"]]


def rings(chart: dict) -> list[dict]:
    return [layer for layer in layers(chart, "point") if layer["mark"].get("filled") is False]
