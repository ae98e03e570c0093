"""A chart as the pages and the pictures take it: its Vega-Lite specification, with its data as frames beside it."""

import hashlib
import re
import threading

import altair as alt
import pandas as pd

# A drawing that is the same for many figures is made once, and is a specification already.
Chart = alt.LayerChart | dict
# Which form data take is a setting of Altair for the whole process, while pages and downloads run in threads of their own.
_ONE_AT_A_TIME = threading.Lock()
# The filters that our layers have: a column that holds something, one that holds nothing, a number that is there.
_FILTER = re.compile(r"(?P<no>!?)(?P<valid>isValid\()?datum\.(?P<column>\w+)\)?")


def specification(chart: Chart) -> dict:
    """The chart's specification, its `datasets` as frames, named by their content: equal figures give an equal specification.

    Layers of marks without a row are left out: Vega would draw each as an image without a name, which a screen reader still meets.
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
    return _without_empty_layers(written | {"datasets": written.get("datasets", {}) | frames})


def without_figures(chart: alt.LayerChart) -> dict:
    """The specification of a drawing whose layers share figures that are given later, `with_figures`."""
    written = specification(chart)
    # Altair names an empty data set in every layer, which would hide the shared one.
    layers = [{part: value for part, value in layer.items() if part != "data"} for layer in written["layer"]]
    return {part: value for part, value in written.items() if part not in ("data", "datasets")} | {"layer": layers}


def with_figures(drawing: dict, figures: pd.DataFrame) -> dict:
    """The specification of a drawing, for these figures."""
    name = _name(figures)
    return _without_empty_layers(drawing | {"data": {"name": name}, "datasets": {name: figures}})


def _without_empty_layers(written: dict) -> dict:
    """The specification without layers that no row of their figures reaches, unless they take the reader's clicks.

    Those have a name, by which the chart's selection knows them.
    """

    def reached(part: dict, around: pd.DataFrame | None) -> pd.DataFrame | None:
        figures = written["datasets"].get(part["data"].get("name")) if "data" in part else around
        return _reached(part, figures) if isinstance(figures, pd.DataFrame) else None

    def is_drawn(layer: dict, around: pd.DataFrame | None) -> bool:
        figures = reached(layer, around)
        return figures is None or len(figures) > 0 or "name" in layer or "layer" in layer

    def kept(part: dict, around: pd.DataFrame | None) -> dict:
        figures = reached(part, around)
        inner = {name: [kept(each, figures) for each in part[name]] for name in ("hconcat", "vconcat", "concat") if name in part}
        if "spec" in part:
            inner["spec"] = kept(part["spec"], figures)
        if "layer" in part:
            inner["layer"] = [kept(each, figures) for each in part["layer"] if is_drawn(each, figures)]
        return part | inner

    return kept(written, None)


def _reached(layer: dict, figures: pd.DataFrame) -> pd.DataFrame | None:
    """The rows that a layer draws: those its filters leave, with a number where it places one. None where that is not told."""
    for step in layer.get("transform", []):
        if "calculate" in step:
            continue
        told = _FILTER.fullmatch(str(step.get("filter")))
        if not told or told["column"] not in figures:
            return None
        column = figures[told["column"]]
        holds = column.notna() if told["valid"] else column.notna() & column.astype(bool)
        figures = figures[holds != bool(told["no"])]
    for channel in ("x", "y"):
        place = layer.get("encoding", {}).get(channel, {})
        if place.get("type") == "quantitative" and place.get("field") in figures:
            figures = figures[figures[place["field"]].notna()]
    return figures


def _name(data: pd.DataFrame) -> str:
    content = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
    return hashlib.md5(content + ",".join(data.columns).encode(), usedforsecurity=False).hexdigest()
