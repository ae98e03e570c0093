"""Charts as pictures stand alone: title, legend, source and attribution are in them."""

import altair as alt
import pandas as pd

from pcdash import exports
from pcdash.charts import image, style

CHART = alt.Chart(pd.DataFrame({"x": [1, 2], "y": [3, 4]})).mark_bar().encode(x="x:O", y="y:Q")
SOURCES = pd.DataFrame({"source_id": [1, 2], "publication_title": ["Quality and Outcomes Framework", "Fingertips"]})


def test_a_vector_picture_holds_title_legend_source_and_attribution():
    lines = exports.image_lines(pd.DataFrame({"source_id": [1.0, None]}), SOURCES, legend="\u25cf Better", synthetic=True)
    text = image.image(CHART, "svg", title="Outcomes in Havering", lines=lines, palette=style.LIGHT).decode()
    for words in ("Outcomes in Havering", "Better", "Quality and Outcomes Framework", "Contains OS data", "Synthetic"):
        assert words in text
    assert "Fingertips" not in text


def test_a_bitmap_is_large_enough_for_print_and_has_the_themes_ground():
    data = image.image(CHART, "png", title="Outcomes", lines=[], palette=style.DARK)
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20], "big") >= 1800
