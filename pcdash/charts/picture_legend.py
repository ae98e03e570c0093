"""The legend of a picture, drawn under the plot: as text its signs would depend on the fonts of the machine that draws it."""

import re

from pcdash.charts.style import FONT, GLYPHS, SHAPES, Palette

# Pixels under the plot, below any axis with its title.
_BELOW = 58
_LETTER, _SIGN, _GAP = 6.6, 12, 16
_SHAPE_OF = {re.search(r"\[(.)\]", markup)[1]: SHAPES[word] for word, markup in GLYPHS.items()}
_HOLLOW = "\u25cb\u25a1\u25c1\u25b7"


def layers(legend: str, palette: Palette) -> list[dict]:
    """Layers of a Vega-Lite specification for a legend as the page writes it: text, with `:colour[sign]` for each sign."""
    signs, texts, right = [], [], 0.0
    for part in re.split(r"(:\w+\[.\])", legend):
        sign = re.fullmatch(r":(\w+)\[(.)\]", part)
        if sign and sign[2] in _SHAPE_OF:
            colour = _colour(sign[1], sign[2], palette)
            fill = palette.paper if sign[2] in _HOLLOW else colour
            signs.append({"right": right + _SIGN / 2, "shape": _SHAPE_OF[sign[2]], "stroke": colour, "fill": fill})
            right += _SIGN
            continue
        words = (sign[2] if sign else part).replace("\u00a0", " ").strip()
        if words:
            texts.append({"right": right + 3, "words": words})
            right += _LETTER * len(words) + _GAP
    place = {
        "x": {"field": "right", "type": "quantitative", "scale": None, "axis": None},
        "y": {"value": {"expr": f"height + {_BELOW}"}},
    }
    point = {"type": "point", "size": 75, "strokeWidth": 2, "opacity": 1}
    point |= {name: {"expr": f"datum.{name}"} for name in ("shape", "stroke", "fill")}
    text = {"type": "text", "align": "left", "baseline": "middle", "font": FONT, "fontSize": 13, "color": palette.ink}
    return [
        {"data": {"values": signs}, "mark": point, "encoding": place},
        {"data": {"values": texts}, "mark": text, "encoding": place | {"text": {"field": "words", "type": "nominal"}}},
    ]


def _colour(name: str, glyph: str, palette: Palette) -> str:
    known = {"blue": palette.better, "orange": palette.worse, "violet": palette.higher if glyph == "\u25b2" else palette.lower}
    return known.get(name, palette.similar)
