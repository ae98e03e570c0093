"""How a page looks on paper: what it says and shows, without the bar, the pickers and the buttons around it."""

import streamlit as st

# The frame's parts by the keys of their containers; Streamlit scrolls its pages inside a box as high as the window.
_HIDDEN = (".st-key-pages", ".st-key-finder", ".st-key-found", ".st-key-pickers", "[class*='st-key-'][class$='_bar']")
_STYLE = f"""<style>@media print {{
{", ".join(_HIDDEN)}, .no-print,
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stButtonGroup"], [data-testid="stTooltipIcon"],
[data-testid="stDownloadButton"], [data-testid="stButton"], [data-testid="stSelectbox"] {{ display: none !important; }}
html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {{
    position: static !important; height: auto !important; overflow: visible !important;
}}
[data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none !important; }}
}}</style>"""


def style() -> None:
    """Puts the rules for paper on the page."""
    st.html(_STYLE)
