"""Charts side by side that light the same area: what the reader points at in one is lit in the others.

Streamlit draws every chart for itself, and one specification of both side by side neither follows the width of the page nor goes
one under the other on a phone. So the charts stay two, and each binds the code of the area pointed at to the same element of the
page, which Vega offers for this: a chart writes what it is pointed at, the others read it. Nothing travels to the server.
"""

import altair as alt

_CODE = "lit_area_code"
# Whether a row is the area that the reader points at, as an expression of the chart's.
IS_LIT = f"datum.area_code === {_CODE}"


def pointer(element: str) -> alt.Parameter:
    """The parameter for the marks that can be pointed at; `element` is the selector of what all charts of the group share."""
    field = _CODE.removeprefix("lit_")
    bound = {"element": element, "event": "lit"}
    return alt.selection_point(name="lit", fields=[field], on="pointerover", clear="pointerout", bind=bound)


def picker() -> alt.Parameter:
    """A click gives the selection "pick": the area_code that was hit, and in `chosen` the one that had been chosen before."""
    return alt.selection_point(name="pick", fields=["area_code", "chosen"], on="click", clear=False, toggle=False)
