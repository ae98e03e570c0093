"""A fresh clone has no database: the embedded demonstration is built on first sight, in view of the reader."""

import threading

import streamlit as st

from pcdash import config, demonstration

_building = threading.Lock()


def ensure_database() -> None:
    """Builds the demonstration where no database is, showing progress; a second session waits for the first to finish."""
    target = config.database_path()
    if target.exists():
        return
    bar = st.progress(0.0, text="Building the synthetic demonstration: this takes some seconds and happens once")
    with _building:
        if not target.exists():
            demonstration.build(target, [], progress=lambda message, share: bar.progress(share, text=message))
    bar.empty()
