"""The frame of the dashboard: pages, the database guard, and the line at the foot of every page."""

import streamlit as st

from pcdash import __version__, exports, formatting, queries
from pcdash.errors import PcdashError
from pcdash.ui import first_run, state
from pcdash.ui.blocks import is_synthetic
from pcdash.ui.cache import ask

st.set_page_config(page_title="Primary care transformation dashboard", page_icon=":material/monitoring:", layout="wide")

page = st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", url_path="overview", default=True),
        st.Page("pages/locality_map.py", title="Map", url_path="locality_map"),
        st.Page("pages/practice_profile.py", title="Practices", url_path="practice_profile"),
        st.Page("pages/benchmark.py", title="Benchmark", url_path="benchmark"),
        st.Page("pages/trends.py", title="Trends", url_path="trends"),
        st.Page("pages/survey.py", title="Survey", url_path="survey"),
        st.Page("pages/data_and_methods.py", title="Data and methods", url_path="data_and_methods"),
    ],
    position="top",
)

try:
    first_run.ensure_database()
    state.begin_run()
    if is_synthetic():
        st.warning(f"{exports.SYNTHETIC}. It shows what the dashboard does; its figures mean nothing.", icon=":material/science:")
    page.run()
    for sentence in state.complaints():
        st.warning(sentence)
    built = ask(queries.build_info)
    st.divider()
    st.caption(
        f"Primary care transformation dashboard {__version__} \u00b7 database built {formatting.day(built['built_at'])} \u00b7 "
        f"{exports.SYNTHETIC if is_synthetic() else 'Published data under the Open Government Licence v3.0'} \u00b7 "
        "Contains OS data \u00a9 Crown copyright and database right. Source: Office for National Statistics licensed under the Open "
        "Government Licence v3.0. Aggregate figures only, never a patient."
    )
except PcdashError as error:
    st.error(str(error))
