"""The frame around every page: the header, the database guard, and the line at the foot. How it looks is in `frame.css`."""

import atexit
import functools
import gc
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pcdash import __version__, exports, queries
from pcdash.errors import PcdashError
from pcdash.terms import formatting
from pcdash.ui import finding, first_run, glossary, printed, search, selection, state
from pcdash.ui.blocks import is_synthetic, plain
from pcdash.ui.cache import ask
from pcdash.ui.pages import PAGES

_TITLE = "Primary care transformation dashboard"
_NAME = "Primary care transformation"
_LOOK = Path(__file__).with_name("frame.css")
_FRAMED = "_framed"


def run() -> None:
    """Runs the page that the address names, inside the frame; an error the reader can act on is shown as text."""
    st.set_page_config(page_title=_TITLE, layout="wide")
    printed.style()
    start = st.Page(PAGES[0].file, title="Start", url_path="start", default=True, visibility="hidden")
    pages = [st.Page(page.file, title=page.title, url_path=page.name) for page in PAGES]
    page = st.navigation([start, *pages], position="hidden")
    st.session_state[_FRAMED] = True
    st.html(_LOOK)
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        name = st.container(key="name")
        links = st.container(horizontal=True, gap="small", wrap=False, key="pages")
        finder = st.container(key="finder")
    kind_of_data, notices = st.container(key="kind_of_data"), st.container()
    is_ready = False

    def draw_links() -> None:
        with name:
            st.markdown(f"**{plain(selection.place_name())}**  \n{_NAME}" if is_ready else f"**{_NAME}**")
        # Streamlit's own navigation would drop the selection.
        with links:
            for shown in pages:
                with st.container(key=f"page_{'here' if shown is page else shown.url_path}"):
                    st.page_link(shown, query_params=state.link_parameters())

    try:
        first_run.ensure_database()
        ask(queries.provenance.build_info)
        state.begin_run(page.url_path, draw_links)
        glossary.begin_page()
        is_ready = True
        if is_synthetic():
            kind_of_data.markdown(f":material/science: **{exports.SYNTHETIC}.** Its figures mean nothing.")
        if destination := finding.destination():
            st.switch_page(destination.file, query_params=state.link_parameters())
        with finder:
            search.box()
        with notices:
            search.said()
        page.run()
    except PcdashError as error:
        st.error(plain(str(error)))
    except _End:
        pass
    finally:
        st.session_state[_FRAMED] = False
        if is_ready:
            state.settle()
            _notices(notices)
            _set_modules_aside()
            _foot()
        else:
            draw_links()


class _End(Exception):
    """A page has nothing more to say."""


def end() -> None:
    """Ends a page early. st.stop would end the frame too: after it Streamlit draws nothing more, not even a finally's notices."""
    raise _End


def require() -> None:
    """Called first by every page. A server that has just started runs a deep link's page without app.py; this puts the frame on.

    Streamlit looks for a folder named pages until st.navigation has been called once in the process.
    """
    if not st.session_state.get(_FRAMED):
        run()
        st.stop()


@functools.cache
def _set_modules_aside() -> None:
    """What the first page has imported never becomes garbage; looking through it would take 80 ms amid every tenth page."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


def _notices(place: DeltaGenerator) -> None:
    with place:
        for sentence in state.complaints():
            st.warning(plain(sentence))


def _foot() -> None:
    built = ask(queries.provenance.build_info)
    kind = exports.SYNTHETIC if is_synthetic() else "Published data under the Open Government Licence v3.0"
    st.divider()
    st.caption(
        f"{_TITLE} {__version__} \u00b7 database built {formatting.day(built['built_at'])} \u00b7 {kind} \u00b7 "
        f"{exports.ATTRIBUTION} Aggregate figures only, never a patient."
    )
