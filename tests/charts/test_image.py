"""Charts as pictures stand alone: title, legend, source and attribution are in them."""

import altair as alt
import pandas as pd

from pcdash.charts import image, picture_legend, style
from pcdash.exports import picture

CHART = alt.layer(alt.Chart(pd.DataFrame({"x": [1, 2], "y": [3, 4]})).mark_bar().encode(x="x:O", y="y:Q"))
SOURCES = pd.DataFrame({"source_id": [1, 2], "publication_title": ["Quality and Outcomes Framework", "Fingertips"]})


def test_a_vector_picture_holds_title_legend_source_and_attribution():
    lines = picture.lines(pd.DataFrame({"source_id": [1.0, None]}), SOURCES, notes=["1: merged"], synthetic=True)
    legend = "Compared:\u2003" + style.GLYPHS["Better"] + "\u00a0Better"
    text = image.image(CHART, "svg", title="Outcomes in Havering", lines=lines, legend=legend, palette=style.LIGHT).decode()
    for words in ("Outcomes in Havering", "Better", "1: merged", "Quality and Outcomes Framework", "Contains OS data", "Synthetic"):
        assert words in text
    assert "Fingertips" not in text


def test_a_bitmap_is_large_enough_for_print_and_has_the_themes_ground():
    data = image.image(CHART, "png", title="Outcomes", lines=[], legend="", palette=style.DARK)
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20], "big") >= 1800


def test_every_sign_of_a_legend_is_drawn_as_on_the_chart_whatever_the_fonts():
    """A font without one of the signs would lend all of them another look: the hollow circle of "similar" came out filled."""
    legend = "\u2003".join(f"{markup}\u00a0{word}" for word, markup in style.GLYPHS.items())
    signs, texts = picture_legend.layers(legend, style.LIGHT)
    for mark, word in zip(signs["data"]["values"], style.GLYPHS, strict=True):
        assert mark["shape"] == style.SHAPES[word]
        if word in ("Better", "Similar", "Worse", "Lower", "Higher"):
            assert (mark["stroke"], mark["fill"]) == (style.LIGHT.stroke(word), style.LIGHT.fill(word))
    assert [item["words"] for item in texts["data"]["values"]] == list(style.GLYPHS)


def test_other_signs_of_a_legend_stay_text():
    signs, texts = picture_legend.layers(":gray[\u2503]\u00a02019/20\u20032024/25:\u2003:blue[\u25cf]\u00a0Improved", style.DARK)
    assert len(signs["data"]["values"]) == 1
    assert texts["data"]["values"][0]["words"] == "\u2503" and texts["data"]["values"][-1]["words"] == "Improved"
