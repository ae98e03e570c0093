"""The one place where Streamlit's cache meets the queries: answers are kept per version of the database file."""

import copy
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from pcdash import config
from pcdash.served.database import Database

_WORKERS = ThreadPoolExecutor(4, thread_name_prefix="queries")


@st.cache_resource(show_spinner=False, max_entries=4)
def _database(path: str) -> Database:
    return Database(Path(path))


def database() -> Database:
    """The database that this process reads."""
    return _database(str(config.database_path()))


# Not st.cache_data, which unpickles an answer each time it is asked for. Measured in pairs on real figures of two boroughs, in two
# runs: pages whose answers are all kept took 7% more processor time with it (13 ms a page; the map and the benchmark 12 to 20%);
# pages seen for the first time 4 to 5% more in sum, single ones from 13% less to 26% more, which is noise.
@st.cache_resource(show_spinner=False, max_entries=2000)
def _answer(version: tuple, name: str, arguments: tuple, _question: Callable) -> Future:
    return _WORKERS.submit(_question, database(), *arguments)


def ask_ahead(question: Callable, *arguments: object) -> Callable[[], object]:
    """Begins to look for an answer while the page draws what comes before; what it returns gives the answer, as `ask` does."""
    _answer(*_asked(question, arguments))
    return partial(ask, question, *arguments)


def ask(question: Callable, *arguments: object) -> object:
    """The answer to a question of `queries`, from the cache if this version of the database was asked before.

    Frames, dicts and lists come as copies of their own: what a page writes into one is not seen by another.
    """
    asked = _asked(question, arguments)
    try:
        answer = _answer(*asked).result()
    except Exception:
        _answer.clear(*asked)
        raise
    # Pandas copies on write, so this copy costs nothing.
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else copy.copy(answer)


def _asked(question: Callable, arguments: tuple) -> tuple:
    return database().version(), f"{question.__module__}.{question.__qualname__}", arguments, question
