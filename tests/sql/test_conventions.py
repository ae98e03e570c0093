"""Every SQL file keeps the project's conventions, so that a clinician can read any of them the same way."""

import re
import tomllib

import duckdb
import pytest

from pcdash import config
from pcdash.build import schema
from pcdash.definitions import catalogue

OBJECTS = schema.objects()
VIEWS = [item for item in OBJECTS if item.layer in ("20_staging", "30_metrics", "40_marts")]
LAYERS = list(schema.LAYERS)
LAYERS_BY_NAME = list(schema.LAYERS.values())


def by_name(item):
    return item.name


@pytest.mark.parametrize("path", sorted(config.SQL.glob("[0-9]*/*.sql")), ids=lambda path: path.stem)
def test_a_file_holds_the_object_it_is_named_after_or_its_two_limits(path):
    created = re.findall(r"CREATE (?:OR REPLACE )?(?:TABLE|VIEW|MACRO) (\w+)\.(\w+)", path.read_text(encoding="utf-8"))
    assert {schema for schema, _ in created} == {schema.LAYERS[path.parent.name]}
    names = [name for _, name in created]
    assert names in ([path.stem], [f"{path.stem}_lower", f"{path.stem}_upper"], [f"lower_{path.stem}", f"upper_{path.stem}"])


def branches_of(statement):
    """Each select of each union in a statement, with the words that join it to the one before."""
    code = re.sub(r"--[^\n]*", "", statement)
    for union in re.finditer(r"\bUNION( ALL)?( BY NAME)?\s+SELECT (DISTINCT )?", code):
        columns, depth, text = 1, 0, code[union.end() :]
        for word in re.findall(r"[(),*]|\bFROM\b|[^(),*\s]+", text):
            depth += (word == "(") - (word == ")")
            columns += word == "," and depth == 0
            columns += 99 * (word == "*" and columns == 1)
            if depth < 0 or (word == "FROM" and depth == 0):
                break
        yield columns, bool(union[2])


@pytest.mark.parametrize("item", [*OBJECTS, *schema.checks()], ids=by_name)
def test_a_union_of_more_than_three_columns_is_by_name(item):
    assert [columns for columns, is_by_name in branches_of(item.statement) if columns > 3 and not is_by_name] == []


def test_the_columns_of_a_union_are_counted():
    assert list(branches_of("SELECT 1 UNION ALL SELECT a, f(b, c), d AS e, g FROM t")) == [(4, False)]
    assert list(branches_of("SELECT 1 UNION BY NAME SELECT DISTINCT a, b FROM t UNION SELECT * FROM u")) == [
        (2, True),
        (100, False),
    ]


@pytest.mark.parametrize("item", [*OBJECTS, *schema.checks()], ids=by_name)
def test_every_qualified_name_in_a_header_exists(item):
    known = {other.name for other in OBJECTS}
    named = re.findall(rf"\b(?:{'|'.join(schema.LAYERS.values())})\.[a-z_0-9]+", item.comment)
    assert set(named) <= known


@pytest.mark.parametrize("item", [item for item in OBJECTS if item.layer != "10_macros"], ids=by_name)
def test_a_file_begins_with_title_and_grain(item):
    lines = item.comment.splitlines()
    assert lines and not lines[0].startswith(("Grain", "Reads", "Method"))
    assert any(line.startswith("Grain: ") for line in lines), "say what one row is"


@pytest.mark.parametrize("item", [item for item in OBJECTS if item.layer == "10_macros"], ids=by_name)
def test_a_macro_says_its_method(item):
    assert "Method: " in item.comment


@pytest.mark.parametrize("item", [item for item in OBJECTS if item.layer != "00_tables"], ids=by_name)
def test_the_header_names_exactly_what_the_statement_reads(item):
    assert item.references == {read for read in item.reads if read != item.name}


@pytest.mark.parametrize("item", OBJECTS, ids=by_name)
def test_an_object_reads_no_higher_layer(item):
    layer_of = {other.name: other.layer for other in OBJECTS}
    for read in item.references:
        assert LAYERS.index(layer_of[read]) <= LAYERS.index(item.layer), f"{item.name} reads {read}"


@pytest.mark.parametrize("item", [item for item in VIEWS if item.layer == "40_marts"], ids=by_name)
def test_a_mart_names_its_columns(item):
    final = item.statement.rsplit("\nSELECT", 1)[-1]
    assert not re.match(r"\s*\*", final), "a star would let a new column slip onto the pages"


# What a division may have below the line: a constant, a guard, or a name whose value the same expression has proved above zero.
# Macros divide by their parameters; what they do with a zero is tested with zeros.
PROVED = ("denominator", "multiplier", "list_size", "returned.value", "indicator.multiplier")


@pytest.mark.parametrize("item", VIEWS, ids=by_name)
def test_no_division_can_be_by_zero(item):
    code = re.sub(r"--[^\n]*", "", item.statement)
    for divisor in re.findall(r"/ ([\w.]+|\()", code):
        assert divisor in PROVED or divisor in ("nullif", "(") or divisor[0].isdigit(), f"/ {divisor}"


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_a_domains_view_explains_each_of_its_indicators_and_codes(domain):
    text = (config.SQL / "30_metrics" / f"{domain}.sql").read_text(encoding="utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("--"))
    for indicator in catalogue.load():
        if indicator.domain != domain:
            continue
        assert indicator.id in header, f"{indicator.id} is not explained"
        first_choice = [source for source in indicator.sources if source.publication in ("qof", "gp_patient_survey")]
        for code in {code for source in first_choice for code in source.codes}:
            assert code in header, f"{indicator.id} is carried by {code}, which the header does not name"


@pytest.mark.parametrize("item", schema.checks(), ids=by_name)
def test_a_check_states_its_promise(item):
    assert len(item.comment.splitlines()[0]) > 20


def test_every_object_can_be_created_and_read_on_an_empty_database(tmp_path):
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as connection:
        schema.create(connection, tuple(schema.LAYERS))
        schema.describe(connection)
        for item in VIEWS:
            assert connection.execute(f"SELECT * FROM {item.name} LIMIT 0").description
        undescribed = connection.execute(
            "SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns() "
            "WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        assert undescribed == []


def test_the_dictionary_holds_every_column_and_no_other_and_the_unit_of_every_number():
    declared = tomllib.loads((config.SQL / "dictionary.toml").read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        schema.create(connection, tuple(schema.LAYERS))
        types = dict(
            connection.execute(
                "SELECT column_name, list(DISTINCT data_type) FROM duckdb_columns() WHERE NOT internal GROUP BY column_name"
            ).fetchall()
        )
    assert set(declared["meaning"]) == set(types)
    numeric = {name for name, kinds in types.items() if any(re.match(r"DOUBLE|FLOAT|DECIMAL|U?\w*INT", kind) for kind in kinds)}
    named = [column for columns in declared["unit"].values() for column in columns]
    assert sorted(named) == sorted(numeric)


def explained(domain):
    """What a domain's header says of each of its indicators, by id."""
    said, current = {}, []
    for line in (config.SQL / "30_metrics" / f"{domain}.sql").read_text(encoding="utf-8").splitlines():
        if not line.startswith("--   "):
            continue
        text = line.removeprefix("--   ")
        head, colon, rest = text.partition(": ")
        if not text.startswith(" "):
            current = head.split(", ") if colon and re.fullmatch(r"[a-z0-9_, ]+", head) else []
            text = rest
        for indicator in current:
            said[indicator] = f"{said.get(indicator, '')} {text.strip()}"
    return said


@pytest.mark.parametrize("domain", [domain for domain in catalogue.DOMAINS if domain not in ("population", "survey")])
def test_a_domains_view_says_every_year_in_which_a_code_begins_ends_or_breaks(domain):
    """To the year: each change of code between two sources, the end of a retired one, and as many breaks as the catalogue has."""
    said = explained(domain)
    for indicator in catalogue.load():
        if indicator.domain != domain:
            continue
        text, sources = said[indicator.id], indicator.sources
        changes = {later.from_period for later in sources[1:] if later.from_period}
        changes |= {sources[-1].to_period} - {None} if sources else set()
        known = changes | {period for source in sources for period in (source.from_period, source.to_period) if period}
        written = set(re.findall(r"\b20\d\d/\d\d\b", text))
        assert changes <= written <= known, (
            f"{indicator.id}: {sorted(changes - written)} missing, {sorted(written - known)} unknown"
        )
        assert len(re.findall(r"\bbreak\b", text)) == sum(bool(source.break_reason) for source in sources), indicator.id


def test_figures_of_every_domain_are_published():
    (published,) = [item for item in OBJECTS if item.name == "metrics.published"]
    assert {f"metrics.{domain}" for domain in catalogue.DOMAINS} <= published.references


# Formulas that wait for what a later capability asks of them; each is worked and proved already.
WAITING = {
    "macros.cusum": "monitoring of single practices",
    "macros.disclosed_count": "disclosure control",
    "macros.outcome_of_intervals": "comparison of two estimates",
}


def test_every_object_has_a_reader():
    """Another object, a check, a query or a worked method; marts are read by queries, checks or other marts."""
    texts = [path.read_text(encoding="utf-8") for path in (config.PROJECT / "pcdash").rglob("*.py")]
    texts += [config.METHODS.read_text(encoding="utf-8"), *(check.statement for check in schema.checks())]
    named = set(re.findall(rf"\b(?:{'|'.join(LAYERS_BY_NAME)})\.\w+", "\n".join(texts)))
    read = named.union(*(item.references for item in OBJECTS))
    assert {item.name for item in OBJECTS} - read == set(WAITING)
