"""Data and methods: what was loaded and refused, what indicators, terms and columns mean, guides."""

import streamlit as st

from pcdash.ui import blocks, frame, state
from pcdash.views.data_and_methods.catalogue import coverage, indicators, series
from pcdash.views.data_and_methods.files import files
from pcdash.views.data_and_methods.methods import methods
from pcdash.views.data_and_methods.promises import checks, dictionary
from pcdash.views.data_and_methods.reading import guides, terms

VIEWS = {
    "Files": files,
    "Indicators": indicators,
    "Series": series,
    "Coverage": coverage,
    "Methods": methods,
    "Glossary": terms,
    "Guides": guides,
    "Checks": checks,
    "Data dictionary": dictionary,
}

frame.require()
state.settle()
blocks.title("Data and methods")
view = st.segmented_control("Show", list(VIEWS), default="Files", required=True, key="data_view")
VIEWS[view]()
