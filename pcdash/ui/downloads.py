"""What the reader can take away: a table's figures, a chart's figures and its picture. Each is made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.charts import image, style
from pcdash.charts.specification import Chart
from pcdash.exports.columns import described
from pcdash.exports.csv import csv
from pcdash.exports.excel import excel
from pcdash.exports.picture import lines
from pcdash.terms.areas import ENGLAND
from pcdash.ui import state
from pcdash.ui.cache import ask, database

ICON = ":material/download:"
_KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Picture:
    """A chart as it leaves the page: how it is drawn, and what stands around it."""

    draw: Callable[[style.Palette], Chart]
    palette: style.Palette
    title: str
    legend: str
    notes: tuple[str, ...]

    def drawn(self, form: str, lines: list[str]) -> bytes:
        """The picture as "png" or "svg", `lines` under its title."""
        return image.image(self.draw(self.palette), form, title=self.title, lines=lines, legend=self.legend, palette=self.palette)


def figures(name: str, rows: pd.DataFrame, filters: str, *, is_synthetic: bool) -> None:
    """A button that gives the rows of a table as CSV, with all that `exports.columns` knows of each figure.

    Figures that rows compare with something of their own have `comparator_type`; else it is what the reader chose.
    """
    table = _table(rows, filters)
    _button("Download data (CSV)", _file(name, "csv", is_synthetic), lambda: csv(table()), f"{name}_download", ICON)


def menu(name: str, rows: pd.DataFrame, filters: str, picture: Picture, *, is_synthetic: bool) -> None:
    """One button that unfolds into four: the figures as CSV and as Excel, the chart as two kinds of picture.

    It unfolds in place, so that the next step of the Tab key is the first of the four: what Streamlit's own popover holds comes
    after everything else on the page.
    """
    table, sources = _table(rows, filters), ask(queries.provenance.source_files)

    def drawn(form: str) -> bytes:
        return picture.drawn(form, lines(rows, sources, notes=picture.notes, synthetic=is_synthetic))

    offered = (
        ("Data (CSV)", "csv", "download", lambda: csv(table())),
        ("Data (Excel)", "xlsx", "xlsx", lambda: excel(table(), title=picture.title, notes=picture.notes)),
        *((f"Picture ({form.upper()})", form, form, partial(drawn, form)) for form in ("png", "svg")),
    )
    with st.expander("Download", type="compact", icon=ICON, key=f"{name}_menu"), st.container(horizontal=True, gap="small"):
        for label, form, key, make in offered:
            _button(label, _file(name, form, is_synthetic), make, f"{name}_{key}")


def _table(rows: pd.DataFrame, filters: str) -> Callable[[], pd.DataFrame]:
    """Makes the table of a download, of the database and the comparator as they are now: it is asked for in another thread."""
    source, comparator = database(), state.kept("comparator") or ENGLAND.type
    return lambda: described(source, rows, comparator=comparator, filters=filters)


def _file(name: str, form: str, is_synthetic: bool) -> str:
    return f"pcdash_{name}_{'synthetic' if is_synthetic else 'published'}.{form}"


def _button(label: str, file: str, make: Callable[[], bytes], key: str, icon: str | None = None) -> None:
    kind = _KINDS[file.rpartition(".")[2]]
    st.download_button(label, make, file_name=file, mime=kind, key=key, on_click="ignore", type="tertiary", icon=icon)
