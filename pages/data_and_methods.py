"""Data and methods: what was loaded and refused, what each indicator means, what each column of the database means."""

import streamlit as st

from pcdash.ui import blocks, frame, state
from pcdash.views.data_and_methods.catalogue import coverage, indicators, series
from pcdash.views.data_and_methods.files import files
from pcdash.views.data_and_methods.methods import methods
from pcdash.views.data_and_methods.promises import checks, dictionary

VIEWS = {
    "Files": files,
    "Indicators": indicators,
    "Series": series,
    "Coverage": coverage,
    "Methods": methods,
    "Checks": checks,
    "Data dictionary": dictionary,
}

frame.require()
state.settle()
blocks.title("Data and methods")
view = st.segmented_control("Show", list(VIEWS), default="Files", required=True, key="data_view")
VIEWS[view]()
