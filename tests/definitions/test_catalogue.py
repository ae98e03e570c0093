"""The catalogue of the project is complete, and a wrong entry is refused with file, indicator and key."""

import csv
from pathlib import Path

import pytest

from pcdash.definitions import catalogue
from pcdash.errors import CatalogueError

SPECIFICATION = Path(__file__).parents[1] / "published" / "strategy_indicators.csv"
ENTRY = {
    "id": "dm_example",
    "name": "Example",
    "definition": "Patients who ...",
    "tier": "treatment",
    "kind": "proportion",
    "multiplier": 100,
    "unit": "%",
    "polarity": "higher_better",
    "numerator": "Patients who ...",
    "denominator": "Patients on the register",
    "age": "17+",
    "sex": "Persons",
    "period": "Financial year",
    "source": "NHS England",
    "why_it_matters": "Because",
    "caveats": "None",
    "finest_geography": "practice",
    "strategy": "Row 1",
}


def written(folder, file="diabetes.toml", sources="", **changes):
    lines = ["[[indicator]]"]
    for key, value in (ENTRY | changes).items():
        if value is not None:
            lines.append(f"{key} = {value!r}" if not isinstance(value, str) else f'{key} = "{value}"')
    (folder / file).write_text("\n".join(lines) + f"\n{sources}", encoding="utf-8")
    return folder


def test_every_indicator_of_the_strategy_is_in_the_catalogue():
    with SPECIFICATION.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {indicator.id: indicator for indicator in catalogue.load()}
    assert len(rows) == 64
    for row in rows:
        indicator = known[row["id"]]
        assert (indicator.kind, indicator.polarity, indicator.multiplier) == (
            row["kind"],
            row["polarity"],
            float(row["multiplier"]),
        )


def test_the_four_access_indicators_and_the_context_are_there():
    indicators = catalogue.load()
    assert len([item for item in indicators if item.id.startswith("survey_access_")]) == 4
    context = {item.id for item in indicators if item.domain == "population"}
    assert {"pop_list_size", "pop_aged_65_plus", "pop_aged_75_plus", "pop_deprivation_score", "prev_gap_chd"} <= context


def test_names_fit_where_they_are_shown():
    for indicator in catalogue.load():
        assert len(indicator.name) <= 64, indicator.id
        assert len(indicator.short_name or indicator.name) <= 36, indicator.id


def test_a_source_never_runs_backwards():
    from pcdash.terms.periods import parse

    for indicator in catalogue.load():
        for source in indicator.sources:
            if source.from_period and source.to_period:
                assert parse(source.from_period).start <= parse(source.to_period).end, indicator.id


def test_a_valid_entry_loads(tmp_path):
    (loaded,) = catalogue.load(written(tmp_path))
    assert loaded.id == "dm_example" and loaded.domain == "diabetes"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "average"}, "'kind' is 'average'"),
        ({"polarity": "up"}, "'polarity' is 'up'"),
        ({"tier": "gold"}, "'tier' is 'gold'"),
        ({"sex": "All"}, "'sex' is 'All'"),
        ({"finest_geography": "street"}, "'finest_geography' is 'street'"),
        ({"multiplier": 0}, "'multiplier' must be a number above 0"),
        ({"definition": None}, "the key 'definition' is missing"),
        ({"numerator": " "}, "'numerator' must be a text"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"kind": "distribution"}, "'bands' belongs to the kind 'distribution'"),
    ],
)
def test_a_wrong_entry_names_file_indicator_and_key(tmp_path, changes, message):
    with pytest.raises(CatalogueError) as error:
        catalogue.load(written(tmp_path, **changes))
    assert "diabetes.toml, dm_example" in str(error.value) and message in str(error.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('publication = "newspaper"\ncodes = ["DM003"]', "'publication' is 'newspaper'"),
        ('publication = "qof"\ncodes = "DM003"', "'codes' must be a list"),
        ('publication = "qof"\ncodes = ["DM003"]\nfrom = "2014"\nto = "2014/16"', "'to'"),
        ('publication = "qof"\ncodes = ["DM003"]\nbreak = "changed"', "'break' needs a 'from'"),
        ('publication = "qof"\ncodes = ["DM003"]\nsince = "2014/15"', "unknown key 'since'"),
        ('publication = "qof"\ncodes = ["DM003"]\nage = 17', "'age' must be a text"),
    ],
)
def test_a_wrong_source_names_file_indicator_and_key(tmp_path, source, message):
    with pytest.raises(CatalogueError) as error:
        catalogue.load(written(tmp_path, sources=f"[[indicator.source_code]]\n{source}\n"))
    assert "dm_example" in str(error.value) and message in str(error.value)


@pytest.mark.parametrize(
    ("cycle", "message"),
    [
        ("{ years = 0, from = '2019/20' }", "'years' must be a whole number above 0"),
        ("{ years = 5 }", "the key 'from' is missing"),
        ("{ years = 5, from = 'spring' }", "'from'"),
        ("{ years = 5, from = '2019/20', to = '2024/25' }", "unknown key 'to'"),
        ("5", "'cycle' must be a table"),
    ],
)
def test_a_wrong_cycle_names_file_indicator_and_key(tmp_path, cycle, message):
    with pytest.raises(CatalogueError) as error:
        catalogue.load(written(tmp_path, sources=f"cycle = {cycle}\n"))
    assert "dm_example" in str(error.value) and message in str(error.value)


def test_a_cycle_and_the_ages_of_a_code_are_read(tmp_path):
    source = '[[indicator.source_code]]\npublication = "qof"\ncodes = ["DM036"]\nage = "17-79"\n'
    (loaded,) = catalogue.load(written(tmp_path, sources=f"cycle = {{ years = 5, from = '2019/20' }}\n{source}"))
    assert (loaded.cycle.years, loaded.cycle.from_period) == (5, "2019/20")
    assert loaded.ages == ("17+", "17-79")


def test_an_id_used_twice_is_refused(tmp_path):
    written(tmp_path)
    written(tmp_path, file="copd.toml")
    with pytest.raises(CatalogueError, match="used twice"):
        catalogue.load(tmp_path)


def test_an_unknown_domain_and_broken_toml_are_refused(tmp_path):
    (tmp_path / "astrology.toml").write_text("", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"astrology.toml.*not a domain"):
        catalogue.load(tmp_path)
    (tmp_path / "astrology.toml").unlink()
    (tmp_path / "diabetes.toml").write_text("[[indicator", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"diabetes.toml: is not valid TOML"):
        catalogue.load(tmp_path)


def test_what_came_after_is_said_of_every_ended_series_and_of_no_other():
    for indicator in catalogue.load():
        has_ended = bool(indicator.sources) and all(source.to_period for source in indicator.sources)
        assert bool(indicator.after) == has_ended, indicator.id
