"""Charts: frames in, Altair charts out. They know neither Streamlit nor DuckDB."""
