"""A chart as the pages and the pictures take it: its Vega-Lite specification, with its data as frames beside it."""

import hashlib
import threading

import altair as alt
import pandas as pd

# A drawing that is the same for many figures is made once, and is a specification already.
Chart = alt.LayerChart | dict
# Which form data take is a setting of Altair for the whole process, while pages and downloads run in threads of their own.
_ONE_AT_A_TIME = threading.Lock()


def specification(chart: Chart) -> dict:
    """The chart's specification, its `datasets` as frames, named by their content: equal figures give an equal specification.

    Altair's check against the schema of Vega-Lite, which takes a fifth of a page's time, is left to the tests.
    """
    if isinstance(chart, dict):
        return chart
    frames: dict[str, pd.DataFrame] = {}

    def beside(data: pd.DataFrame) -> dict:
        name = _name(data)
        frames[name] = data
        return {"name": name}

    with _ONE_AT_A_TIME:
        alt.data_transformers.register("beside", beside)
        with alt.data_transformers.enable("beside"), alt.theme.enable("none"):
            written = chart.to_dict(validate=False)
    return written | {"datasets": written.get("datasets", {}) | frames}


def without_figures(chart: alt.LayerChart) -> dict:
    """The specification of a drawing whose layers share figures that are given later, `with_figures`."""
    written = specification(chart)
    # Altair names an empty data set in every layer, which would hide the shared one.
    layers = [{part: value for part, value in layer.items() if part != "data"} for layer in written["layer"]]
    return {part: value for part, value in written.items() if part not in ("data", "datasets")} | {"layer": layers}


def with_figures(drawing: dict, figures: pd.DataFrame) -> dict:
    """The specification of a drawing, for these figures."""
    name = _name(figures)
    return drawing | {"data": {"name": name}, "datasets": {name: figures}}


def _name(data: pd.DataFrame) -> str:
    content = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
    return hashlib.md5(content + ",".join(data.columns).encode(), usedforsecurity=False).hexdigest()
