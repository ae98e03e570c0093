"""The dashboard's entry point: `streamlit run app.py`."""

from pcdash.ui import frame

frame.run()
