"""The blocks a page is made of: a chart with its table twin and download, the definition, the line about the data."""

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import style
from pcdash.charts.specification import Chart, specification
from pcdash.terms import formatting
from pcdash.ui import downloads, glossary
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection


def palette() -> style.Palette:
    """The colours of the reader's theme."""
    return style.DARK if st.context.theme.type == "dark" else style.LIGHT


def is_synthetic() -> bool:
    """Whether the database is the embedded demonstration."""
    return ask(queries.provenance.build_info)["data_kind"] == "synthetic"


def title(text: str) -> None:
    """The page's one heading."""
    st.title(plain(text), anchor=False)


def say(text: str, *, quiet: bool = False) -> None:
    """Text that may hold names from files, shown as it is: no name is read as markup. Terms new to the page are explained."""
    (st.caption if quiet else st.markdown)(plain(text), help=glossary.met(text))


def chart_or_table(
    name: str,
    draw: Callable[[style.Palette], Chart],
    tabulate: Callable[[], pd.DataFrame],
    *,
    alt: str,
    export: pd.DataFrame,
    filters: str,
    signs: pd.DataFrame | None = None,
    legend: str = "",
    notes: tuple[str, ...] = (),
    on_select: object = "ignore",
    on_cell: object = "ignore",
) -> object:
    """A chart and its table, of which the reader sees, and the server makes, one at a time; and the download of both.

    `alt` describes the chart for those who cannot see it; `signs` are the rows whose outcomes the legend explains, `legend` its
    text where it explains anything else; `notes` go into the picture, which lacks the rest of the page. `on_select` is called when
    the chart's selection changes, `on_cell` when a cell of the table is chosen. Returns the chart's selection, if it reports one.
    """
    legend = legend if signs is None else style.legend(signs)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}_bar"):
        about = st.empty()
        as_table = table_switch(name)
        picture = downloads.Picture(draw, palette(), title=alt, legend=legend, notes=notes)
        downloads.menu(name, {name: export}, {name: picture}, filters, is_synthetic=is_synthetic())
    if as_table:
        table = {"alt": f"Table of the same figures: {alt}", "key": f"{name}_table", "on_select": on_cell}
        st.dataframe(tabulate(), hide_index=True, width="stretch", selection_mode="single-cell", **table)
        return None
    if legend:
        about.markdown(legend)
    return chart(name, draw, alt=alt, on_select=on_select)


def table_switch(name: str) -> bool:
    """The reader's choice between charts and their table, which has the figures of all of them: whether it is the table."""
    view = st.segmented_control(
        "Show as", ["Chart", "Table"], default="Chart", required=True, key=f"{name}_view", label_visibility="collapsed"
    )
    return view == "Table"


def chart(name: str, draw: Callable[[style.Palette], Chart], *, alt: str, on_select: object = "ignore") -> object:
    """A chart in the reader's theme. Returns its selection, if it reports one; what charts share stays among them."""
    drawn = specification(draw(palette=palette()))
    reported = [item["name"] for item in drawn.get("params", []) if "select" in item and "bind" not in item]
    reports = {"on_select": on_select, "selection_mode": reported} if reported else {}
    return st.vega_lite_chart(drawn, width="stretch", theme=None, alt=alt, key=f"{name}_chart", **reports)


def download(name: str, rows: pd.DataFrame, filters: str) -> None:
    """A button over a table that gives its rows as CSV: see `downloads.figures`."""
    downloads.figures(name, rows, filters, is_synthetic=is_synthetic())


def definition(indicator: dict, figure: dict | None) -> None:
    """What the indicator measures, how it is calculated and where it comes from, as visible text."""
    st.header("About this indicator", anchor=False)
    what, how, where = st.columns(3, gap="large")
    with what:
        _explained(f"**What this measures**\n\n{indicator['definition']}\n\n{indicator['why_it_matters']}")
    with how:
        _explained(
            f"**How it is calculated**\n\nNumerator: {indicator['numerator']}\n\nDenominator: {indicator['denominator']}\n\n"
            f"{_method(indicator)} {wording.figures.direction(indicator)} {wording.figures.cycle(indicator)}"
        )
    with where:
        _explained(f"**Where it comes from**\n\n{indicator['source']} {indicator['strategy']}.")
        say(_source_line(figure, indicator["indicator_id"]))
        _explained(f"**Read with care**\n\n{indicator['caveats']}")


def _explained(markup: str) -> None:
    """Markup of our own, with a tooltip for the terms that are new to the page."""
    st.markdown(markup, help=glossary.met(markup))


def figure_table(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Figures of areas as a reader's table: name, value with interval, outcome in words, counts, rank, patients to comparator."""
    signs = style.with_signs(rows)
    return pd.DataFrame(
        {
            "Area": signs["area_name"],
            "Value": [formatting.number(value, unit) for value in signs["value"]],
            "95% interval": [
                formatting.interval(low, high, unit) for low, high in zip(signs["lower95"], signs["upper95"], strict=True)
            ],
            "Compared": [row.sign if row.state == "value" else row.sign_help for row in signs.itertuples()],
            "Rank": formatting.ranks(signs),
            "Numerator": [formatting.count(value) for value in signs["numerator"]],
            "Denominator": [formatting.count(value) for value in signs["denominator"]],
        }
    )


def data_line(figure: dict | None, period: str | None) -> None:
    """The data's period, publication and file, under every figure."""
    say(
        f"Data: {formatting.period(period) if period else ''} \u00b7 {_source_line(figure, figure and figure.get('indicator_id'))}",
        quiet=True,
    )


def no_figures(selection: Selection, indicator: dict) -> None:
    """Says why there is nothing to show, and where there is."""
    levels = {"practice": "practices", "sub_icb": "NHS sub-areas (CCGs or sub-ICBs)", "borough": "boroughs"}
    if not indicator["has_values"]:
        st.info(f"No file that was loaded carries \u201c{indicator['name']}\u201d. {indicator['source']}")
        return
    st.info(
        f"\u201c{indicator['name']}\u201d has no figures here for {selection.area.name}"
        + (f" in {formatting.period(selection.period)}" if selection.period else "")
        + f". The finest level it is published for is {levels[indicator['finest_geography']]}; the files loaded may hold fewer. "
        "The page \u201cTrends\u201d shows the levels there are, \u201cData and methods\u201d what was loaded."
    )


def plain(text: str) -> str:
    """The text with every sign that markup uses escaped."""
    return re.sub(r"([\\`*_{}\[\]<>()#$~|:!-])", r"\\\1", text)


def _method(indicator: dict) -> str:
    return {
        "proportion": "Percentage with a Wilson interval.",
        "distribution": "Share of each band with a Wilson interval.",
        "crude_rate": "Crude rate with an exact (below 10 events) or Byar interval.",
        "directly_standardised_rate": "Rate standardised to the European population of 2013, with Dobson's interval.",
        "life_expectancy": "Years that a newborn would live at the period's death rates, from a life table with its interval.",
        "indirectly_standardised_rate": "Observed over expected, at England's rates, with an exact or Byar interval.",
        "ratio": "Observed over expected, with an exact or Byar interval.",
        "count": "A count of events with an exact or Byar interval. It grows with the people it is of: areas are set against the "
        "count that the comparator's rate would give them, and neither more nor fewer is judged.",
        "size": "A complete count, so it has no interval.",
        "score": "A score without an interval; groups average over their patients.",
        "difference": "A difference as its publisher models it, with its own interval.",
    }[indicator["kind"]]


def _source_line(figure: dict | None, indicator_id: str | None) -> str:
    """The file of a figure, or where it has none of its own the publications behind its indicator."""
    source = ask(queries.provenance.source_of, figure["source_id"]) if figure else None
    if source is None and indicator_id is None:
        return "there is no figure."
    if source is None:
        return wording.figures.sources_sentence(ask(queries.provenance.sources_of_indicator, indicator_id))
    loaded = formatting.day(ask(queries.provenance.build_info)["built_at"])
    return f"{source['publication_title']}, {source['publisher']}; file {source['file_label']}, loaded {loaded}."
