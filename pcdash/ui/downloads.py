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
from pcdash.terms import formatting
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
    notes: tuple[str, ...] = ()

    def drawn(self, form: str, lines: list[str]) -> bytes:
        """The picture as "png" or "svg", `lines` under its title."""
        return image.image(
            self.draw(palette=self.palette), form, title=self.title, lines=lines, legend=self.legend, palette=self.palette
        )


def figures(name: str, rows: pd.DataFrame, filters: str, *, is_synthetic: bool) -> None:
    """A button that gives the rows of a table as CSV, with all that `exports.columns` knows of each figure.

    Figures that rows compare with something of their own have `comparator_type`; else it is what the reader chose.
    """
    table = _table(rows, filters)
    _button("Download data (CSV)", _file(name, "csv", is_synthetic), lambda: csv(table()), f"{name}_download", ICON)


def menu(name: str, tables: dict[str, pd.DataFrame], pictures: dict[str, Picture], filters: str, *, is_synthetic: bool) -> None:
    """One button that unfolds: each table's figures as CSV and as Excel, each chart as two kinds of picture.

    Tables and pictures by the name of their file; the first of each is the menu's own, and what further ones are of is said. It
    unfolds in place, so that the next step of the Tab key is its first button: what Streamlit's own popover holds comes after
    everything else on the page.
    """
    sources, first = ask(queries.provenance.source_files), next(iter(tables.values()))
    title, notes = next(iter(pictures.values())).title, next(iter(pictures.values())).notes

    def drawn(picture: Picture, form: str) -> bytes:
        return picture.drawn(form, lines(first, sources, notes=picture.notes, synthetic=is_synthetic))

    offered = []
    for own, (key, rows) in enumerate(tables.items()):
        table, what = _table(rows, filters), "Data" if own == 0 else _said(key)
        offered.append((f"{what} (CSV)", key, "csv", "download", lambda table=table: csv(table())))
        offered.append((f"{what} (Excel)", key, "xlsx", "xlsx", lambda table=table: excel(table(), title=title, notes=notes)))
    for own, (key, picture) in enumerate(pictures.items()):
        what = "Picture" if own == 0 else f"Picture, {_said(key).lower()}"
        offered += [(f"{what} ({form.upper()})", key, form, form, partial(drawn, picture, form)) for form in ("png", "svg")]
    with st.expander("Download", type="compact", icon=ICON, key=f"{name}_menu"), st.container(horizontal=True, gap="small"):
        for label, file, form, key, make in offered:
            _button(label, _file(file, form, is_synthetic), make, f"{file}_{key}")


def _said(key: str) -> str:
    return formatting.capitalised(key.replace("_", " "))


def _table(rows: pd.DataFrame, filters: str) -> Callable[[], pd.DataFrame]:
    """Makes the table of a download, of the database and the comparator as they are now: it is asked for in another thread."""
    source, comparator = database(), state.kept("comparator") or ENGLAND.type
    return lambda: described(source, rows, comparator=comparator, filters=filters)


def _file(name: str, form: str, is_synthetic: bool) -> str:
    return f"pcdash_{name}_{'synthetic' if is_synthetic else 'published'}.{form}"


def _button(label: str, file: str, make: Callable[[], bytes], key: str, icon: str | None = None) -> None:
    kind = _KINDS[file.rpartition(".")[2]]
    st.download_button(label, make, file_name=file, mime=kind, key=key, on_click="ignore", type="tertiary", icon=icon)
