"""The outcome colours against contrast and colour blindness, computed from the published models.

Simulation: Machado, Oliveira and Fernandes 2009 at full severity, in linear RGB. Difference: CIEDE2000 (Sharma, Wu and Dalal
2005). Contrast: WCAG 2.2.
"""

import math
from itertools import combinations

import pytest

from pcdash.charts.style import DARK, LIGHT, SHAPES

VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
SIGNS = ("Better", "Similar", "Worse", "Lower", "Higher")


def linear(colour: str) -> list[float]:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def seen(colour: str, vision: str) -> list[float]:
    rgb = linear(colour)
    return [min(1, max(0, sum(weight * value for weight, value in zip(row, rgb, strict=True)))) for row in VISION[vision]]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(weight * value for weight, value in zip(row, rgb, strict=True)) / n for row, n in zip(to_xyz, white, strict=True)]
    x, y, z = (value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    """CIEDE2000."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    light, mean = (l1 + l2) / 2, (c1 + c2) / 2
    tone = 1 - 0.17 * math.cos(math.radians(hue - 30)) + 0.24 * math.cos(math.radians(2 * hue))
    tone += 0.32 * math.cos(math.radians(3 * hue + 6)) - 0.20 * math.cos(math.radians(4 * hue - 63))
    scale_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    scale_c, scale_h = 1 + 0.045 * mean, 1 + 0.015 * mean * tone
    turned = -2 * math.sqrt(mean**7 / (mean**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / scale_l, (c2 - c1) / scale_c
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / scale_h
    return math.sqrt(dl**2 + dc**2 + dh**2 + turned * dc * dh)


def contrast(one: str, two: str) -> float:
    bright = sorted(sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)) for colour in (one, two))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def test_the_difference_is_ciede2000():
    # Pairs 1 and 17 of the test data that its authors published.
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_outcomes_stay_apart_by_colour_or_by_shape(palette, vision):
    for one, two in combinations(SIGNS, 2):
        colours = [lab(seen(palette.stroke(sign), vision)) for sign in (one, two)]
        filled = palette.fill(one) == palette.stroke(one), palette.fill(two) == palette.stroke(two)
        apart = SHAPES[one] != SHAPES[two] or filled[0] != filled[1]
        assert difference(*colours) >= 20 or apart, (one, two, round(difference(*colours), 1))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_better_and_worse_stay_apart_by_colour_alone(palette, vision):
    assert difference(lab(seen(palette.better, vision)), lab(seen(palette.worse, vision))) >= 20


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_and_word_has_enough_contrast(palette):
    for sign in SIGNS:
        assert contrast(palette.stroke(sign), palette.paper) >= 3, sign
    assert contrast(palette.ink, palette.paper) >= 7 and contrast(palette.muted, palette.paper) >= 4.5
