"""What the pages leave to the tests: that every chart keeps to the schema of Vega-Lite, and is made without guessing."""

import json

import altair as alt
import jsonschema
import pytest

from tests.views.harness import charts

ADDRESSES = [
    "overview",
    *[f"locality_map?level={level}&view={view}" for level in ("practice", "locality") for view in ("outcome", "fifth", "value")],
    *[f"locality_map?level=small_area&view={view}" for view in ("imd_decile", "percent_here")],
    "practice_profile",
    *[f"benchmark?view={view}&practice=F82001" for view in ("ranked", "funnel", "pair", "change")],
    "trends",
    "trends?indicator=ld_health_check",
    "survey",
    "inequalities",
]


@pytest.fixture(scope="session")
def schema():
    root = alt.load_schema()
    return jsonschema.validators.validator_for(root)(root)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_chart_keeps_to_the_schema(open_page, demonstration_path, schema, monkeypatch, address):
    # Altair looks up which class a bare string or dictionary stands for, and takes milliseconds each time.
    monkeypatch.setattr(alt.SchemaBase, "from_dict", None)
    page, _, query = address.partition("?")
    app = open_page(demonstration_path, page, **dict(pair.split("=") for pair in query.split("&") if pair))
    drawn = charts(app)
    assert drawn and not app.exception
    for chart in drawn:
        assert [error.message[:300] for error in schema.iter_errors(json.loads(chart.spec))] == []
