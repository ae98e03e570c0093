import io

import pandas as pd

from pcdash.exports import csv as exports

ROWS = pd.DataFrame(
    {
        "indicator_id": ["prev_diabetes"],
        "area_code": ["F82001"],
        "area_name": ["=HYPERLINK(1)"],
        "period": ["2024/25"],
        "numerator": [12.0],
        "denominator": [200.0],
        "value": [6.0],
        "lower95": [3.5],
        "upper95": [10.2],
        "state": ["value"],
        "source_id": [3.0],
    }
)
SOURCES = pd.DataFrame({"source_id": [3], "publication_title": ["QOF"], "file_label": ["PREVALENCE_2425.csv"]})


def read(**settings):
    return pd.read_csv(io.BytesIO(exports.figures_csv(ROWS, SOURCES, filters="period=2024/25", **settings)))


def test_a_download_carries_counts_interval_codes_source_and_filters():
    row = read(synthetic=False).iloc[0]
    assert (row["Numerator"], row["Denominator"], row["Lower CI 95.0 limit"], row["Area code"]) == (12, 200, 3.5, "F82001")
    assert (row["Source"], row["Source file"], row["Filters"]) == ("QOF", "PREVALENCE_2425.csv", "period=2024/25")


def test_synthetic_data_say_so_in_every_row():
    assert read(synthetic=True)["Data"].str.startswith("Synthetic demonstration data").all()


def test_a_name_that_a_spreadsheet_would_run_is_text():
    assert read(synthetic=False).iloc[0]["Area"] == "'=HYPERLINK(1)"
