"""The one place where Streamlit's cache meets the queries: answers are kept per version of the database file."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pcdash import config, queries
from pcdash.database import Database


@st.cache_resource(show_spinner=False, max_entries=4)
def _database(path: str) -> Database:
    return Database(Path(path))


def database() -> Database:
    """The database that this process reads."""
    return _database(str(config.database_path()))


@st.cache_data(show_spinner=False, max_entries=2000)
def _answer(version: tuple, question: str, arguments: tuple) -> object:
    return getattr(queries, question)(database(), *arguments)


def ask(question: Callable, *arguments: object) -> object:
    """The answer to a question of `queries`, from the cache if this version of the database was asked before."""
    return _answer(database().version(), question.__name__, arguments)
