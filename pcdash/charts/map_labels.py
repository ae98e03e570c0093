"""Where names stand on a map so that they cover neither each other nor a mark, and stay inside the frame.

The page does not know how wide the reader's screen is, so names are placed for a phone and for a wide frame, and the chart chooses
between the two by its own width.
"""

import math
from dataclasses import dataclass

import pandas as pd

PHONE, WIDE = (300, 10), (480, 12)
NARROW_BELOW = 440
LINE_HEIGHT = 1.2
_LETTER_WIDTH = 0.62
# Radius of the mark of a practice with a list of usual length.
_MARK = 7


@dataclass(frozen=True)
class Frame:
    """What the map shows, in metres, and the size of the chart as height over width, at most so many pixels high."""

    west: float
    south: float
    east: float
    north: float
    aspect: float
    highest: float = math.inf

    def height(self, width: float) -> float:
        """How high a chart of that width is."""
        return min(width * self.aspect, self.highest)

    def holds(self, points: pd.DataFrame) -> pd.Series:
        """Which points (easting, northing) lie inside."""
        return points["easting"].between(self.west, self.east) & points["northing"].between(self.south, self.north)

    def pixels(self, x: float, y: float, width: float) -> tuple[float, float]:
        """Where a point stands in a chart of that width: the map fits inside, in the middle, north up."""
        height = self.height(width)
        scale = min(width / max(self.east - self.west, 1), height / max(self.north - self.south, 1))
        middle_x, middle_y = (self.west + self.east) / 2, (self.south + self.north) / 2
        return width / 2 + (x - middle_x) * scale, height / 2 - (y - middle_y) * scale


def placed(points: pd.DataFrame, frame: Frame, *, mark: float, around: pd.DataFrame | None = None) -> pd.DataFrame:
    """The points with dx and dy of their names on a phone (`phone_dx`, `phone_dy`) and wider (`wide_dx`, `wide_dy`), in pixels.

    `points`: easting, northing, label (lines parted by a line break); `mark` is the radius of a mark in pixels; `around` are other
    marks (easting, northing) that a name had better not cover. dx and dy lead from the mark's middle to the middle of the text.
    """
    columns = {}
    for name, (width, font) in (("phone", PHONE), ("wide", WIDE)):
        steps = _places(points, frame, width, font, mark, around)
        columns[f"{name}_dx"] = [step[0] for step in steps]
        columns[f"{name}_dy"] = [step[1] for step in steps]
    return points.assign(**columns)


def box(x: float, y: float, label: str, font: float) -> tuple[float, float, float, float]:
    """The rectangle of a text whose middle is at x, y: left, top, right, bottom."""
    lines = label.split("\n")
    half_width = max(map(len, lines)) * font * _LETTER_WIDTH / 2
    half_height = len(lines) * font * LINE_HEIGHT / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _places(
    points: pd.DataFrame, frame: Frame, width: float, font: float, mark: float, around: pd.DataFrame | None
) -> list[tuple[float, float]]:
    """Offsets in the order of the points; the crowded ones, which have fewest places, are placed first."""
    at = [frame.pixels(row.easting, row.northing, width) for row in points.itertuples()]
    taken = [(x - mark, y - mark, x + mark, y + mark) for x, y in at]
    if around is not None:
        others = [frame.pixels(row.easting, row.northing, width) for row in around.itertuples()]
        taken += [(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in others]
    labels = list(points["label"])
    crowded = sorted(range(len(at)), key=lambda i: sum(math.dist(at[i], other) < width / 4 for other in at), reverse=True)
    found = [(0.0, 0.0)] * len(at)
    for index in crowded:
        x, y = at[index]
        options = [(dx, dy, box(x + dx, y + dy, labels[index], font)) for dx, dy in _candidates(labels[index], font, mark)]
        height = frame.height(width)
        dx, dy, rectangle = min(
            options, key=lambda option: _cost(option[2], taken, width, height) + math.hypot(option[0], option[1]) / 1000
        )
        found[index] = (round(dx, 1), round(dy, 1))
        taken.append(rectangle)
    return found


def _candidates(label: str, font: float, mark: float) -> list[tuple[float, float]]:
    """On the place itself where it has no mark; above, below, beside, and further out in steps."""
    left, top, right, bottom = box(0, 0, label, font)
    across, down = (right - left) / 2 + mark + 3, (bottom - top) / 2 + mark + 2
    steps = [] if mark else [(0, 0)]
    for further in (0, 6, 12, 20, 30, 42):
        for side in (0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1):
            steps += [(side * across, -down - further), (side * across, down + further)]
        steps += [(-across - further, 0), (across + further, 0)]
    return steps


def _cost(rectangle: tuple, taken: list[tuple], width: float, height: float) -> float:
    """Pixels that lie on something already there or outside the frame."""
    left, top, right, bottom = rectangle
    area = (right - left) * (bottom - top)
    inside = max(0, min(right, width) - max(left, 0)) * max(0, min(bottom, height) - max(top, 0))
    covered = sum(
        max(0, min(right, other[2]) - max(left, other[0])) * max(0, min(bottom, other[3]) - max(top, other[1])) for other in taken
    )
    return area - inside + covered
