"""Where names stand on a map, and where the browser draws a point."""

import pandas as pd
import pytest

from pcdash.charts import map_labels

NAMES = ["Collier Row and Chadwell Heath", "Harold Hill and Harold Wood", "Central Romford", "Rush Green and Hornchurch",
         "Upminster and Cranham", "Elm Park and Rainham"]  # fmt: skip


@pytest.mark.parametrize("spread", [1.0, 0.5])
def test_names_stand_clear_of_each_other_and_inside_the_frame(spread):
    frame = map_labels.Frame(546_000, 178_000, 562_000, 196_000, 1.125)
    middle_x, middle_y = 552_000, 187_500
    at = [(548_000, 190_000), (554_000, 192_000), (551_000, 189_000), (552_500, 186_500), (557_000, 186_500), (552_300, 183_000)]
    points = pd.DataFrame(
        {
            "easting": [middle_x + (x - middle_x) * spread for x, _ in at],
            "northing": [middle_y + (y - middle_y) * spread for _, y in at],
            "label": [name.replace(" and ", "\nand ") for name in NAMES],
        }
    )
    placed = map_labels.placed(points, frame, mark=11)
    for name, (width, font) in (("phone", map_labels.PHONE), ("wide", map_labels.WIDE)):
        boxes = []
        for row in placed.itertuples():
            x, y = frame.pixels(row.easting, row.northing, width)
            boxes.append(map_labels.box(x + getattr(row, f"{name}_dx"), y + getattr(row, f"{name}_dy"), row.label, font))
        for left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0 and right <= width and bottom <= width * frame.aspect
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 1 or down <= 1, (name, number)


def test_a_point_stands_where_the_browser_draws_it():
    frame = map_labels.Frame(0, 0, 1000, 2000, 1.0)
    assert frame.pixels(500, 1000, 400) == (200, 200)
    assert frame.pixels(1000, 2000, 400) == (300, 0)
