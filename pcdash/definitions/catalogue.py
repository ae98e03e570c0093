"""The indicator catalogue: what each indicator means, how it is calculated and which files carry it.

The definitions are data, one TOML file per domain in `data/indicators/`. This module reads and checks them; the build copies
them into the database, where SQL joins them and every page shows them. A new indicator needs a catalogue entry and no code.
"""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.errors import CatalogueError
from pcdash.terms import periods

DOMAINS = ("diabetes", "copd", "cancer", "cvd", "mental_health", "learning_disabilities", "survey", "population")
TIERS = ("proactive_care", "treatment", "outcome", "experience", "access", "context")
POLARITIES = ("higher_better", "lower_better", "neutral")
GEOGRAPHIES = ("practice", "sub_icb", "borough")
SEXES = ("Persons", "Male", "Female")
# How a value and its interval follow from numerator and denominator; sql/10_macros has the formula of each.
KINDS = (
    "proportion",
    "distribution",
    "crude_rate",
    "directly_standardised_rate",
    "indirectly_standardised_rate",
    "ratio",
    "count",
    "size",
    "score",
    "difference",
)
PUBLICATIONS = (
    "qof",
    "qof_prevalence",
    "gp_patient_survey",
    "fingertips",
    "registered_patients",
    "modelled_prevalence",
)


@dataclass(frozen=True)
class Source:
    """One publication that carries an indicator, under which codes, from which period to which.

    Several codes are added together (numerators and denominators) where a later year splits what an earlier one counted
    as one. `break_reason` says why `from_period` cannot be compared with the period before it.
    """

    publication: str
    codes: tuple[str, ...]
    from_period: str | None = None
    to_period: str | None = None
    break_reason: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Indicator:
    """One indicator. The words are shown to users; `kind`, `multiplier` and `polarity` decide the arithmetic.

    `life_lost_to` is the age up to which a death counts as life lost; such an indicator's figures are years, not deaths.
    `sources` stand in order of preference: where two carry the same area and period, the first wins. Figures in a local
    return need no entry, since a return names its indicator.
    """

    id: str
    domain: str
    name: str
    definition: str
    tier: str
    kind: str
    multiplier: float
    unit: str
    polarity: str
    numerator: str
    denominator: str
    age: str
    sex: str
    period: str
    source: str
    why_it_matters: str
    caveats: str
    finest_geography: str
    strategy: str
    short_name: str = ""
    bands: tuple[str, ...] = ()
    question: str = ""
    life_lost_to: int | None = None
    sources: tuple[Source, ...] = field(default=(), compare=False)


def load(folder: Path = config.INDICATORS) -> tuple[Indicator, ...]:
    """Every indicator of the catalogue, in the order of the files' domains and of the entries within them.

    Raises CatalogueError naming file, indicator and key for anything missing, unknown, of the wrong type or contradictory.
    """
    indicators: list[Indicator] = []
    for domain in DOMAINS:
        path = folder / f"{domain}.toml"
        if path.exists():
            indicators += _load_domain(path, domain)
    if unknown := sorted(path.name for path in folder.glob("*.toml") if path.stem not in DOMAINS):
        raise CatalogueError("is not a domain of the dashboard", unknown[0], f"use one of {', '.join(DOMAINS)}")
    seen: set[str] = set()
    for indicator in indicators:
        if indicator.id in seen:
            raise CatalogueError("this id is used twice", f"{indicator.domain}.toml, {indicator.id}", "give each indicator its own")
        seen.add(indicator.id)
    return tuple(indicators)


def as_frames(indicators: tuple[Indicator, ...]) -> dict[str, pd.DataFrame]:
    """The catalogue as rows for `tables.indicator` (one per indicator) and `tables.indicator_source` (one per source code)."""
    rows, source_rows = [], []
    for order, indicator in enumerate(indicators, start=1):
        row = asdict(indicator) | {"display_order": order, "bands": list(indicator.bands)}
        row["short_name"] = indicator.short_name or indicator.name
        del row["sources"]
        rows.append({"indicator_id": row.pop("id")} | row)
        for priority, source in enumerate(indicator.sources, start=1):
            source_rows += [
                {
                    "indicator_id": indicator.id,
                    "priority": priority,
                    "publication": source.publication,
                    "code": code,
                    "codes": len(source.codes),
                    "from_period": source.from_period,
                    "to_period": source.to_period,
                    "break_reason": source.break_reason,
                    "note": source.note,
                }
                for code in source.codes
            ]
    return {"indicator": pd.DataFrame(rows), "indicator_source": pd.DataFrame(source_rows)}


def _load_domain(path: Path, domain: str) -> list[Indicator]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"is not valid TOML ({error})", path.name, "correct the line it names") from None
    return [_indicator(entry, path.name, domain) for entry in content.get("indicator", [])]


def _indicator(entry: dict, file: str, domain: str) -> Indicator:
    where = f"{file}, {entry.get('id', 'an indicator without id')}"
    names = {item.name: item for item in fields(Indicator)} | {"source_code": None}
    if unknown := sorted(set(entry) - set(names)):
        raise CatalogueError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(names))}")
    optional = {"short_name", "bands", "question", "life_lost_to", "sources", "domain"}
    for key in names.keys() - optional - {"source_code"}:
        if key not in entry:
            raise CatalogueError(f"the key '{key}' is missing", where, "add it")
    texts = [key for key, item in names.items() if item is not None and item.type is str and key in entry]
    for key in texts:
        if not isinstance(entry[key], str) or (key not in optional and not entry[key].strip()):
            raise CatalogueError(f"'{key}' must be a text that says something", where, "write it in words")
    _one_of(entry, "tier", TIERS, where)
    _one_of(entry, "kind", KINDS, where)
    _one_of(entry, "polarity", POLARITIES, where)
    _one_of(entry, "finest_geography", GEOGRAPHIES, where)
    _one_of(entry, "sex", SEXES, where)
    if not isinstance(entry["multiplier"], int | float) or entry["multiplier"] <= 0:
        raise CatalogueError("'multiplier' must be a number above 0", where, "write 1, 100, 1000, 10000 or 100000")
    if (entry["kind"] == "distribution") != bool(entry.get("bands")):
        raise CatalogueError("'bands' belongs to the kind 'distribution' and only to it", where, "add or remove the bands")
    if "life_lost_to" in entry and (entry["kind"] != "directly_standardised_rate" or not isinstance(entry["life_lost_to"], int)):
        raise CatalogueError("'life_lost_to' is a whole age and belongs to directly standardised rates", where, "correct it")
    values = {key: value for key, value in entry.items() if key not in ("source_code", "bands")}
    return Indicator(
        **values,
        domain=domain,
        bands=tuple(entry.get("bands", ())),
        sources=tuple(_source(item, where) for item in entry.get("source_code", [])),
    )


def _source(entry: dict, where: str) -> Source:
    known = {"publication", "codes", "from", "to", "break", "note"}
    where = f"{where}, source_code {entry.get('codes', '')}"
    if unknown := sorted(set(entry) - known):
        raise CatalogueError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(known))}")
    _one_of(entry, "publication", PUBLICATIONS, where)
    codes = entry.get("codes")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) and code for code in codes):
        raise CatalogueError("'codes' must be a list of texts", where, 'write codes = ["DM003"]')
    for key in ("from", "to"):
        try:
            entry.get(key) and periods.parse(entry[key])
        except ValueError as error:
            raise CatalogueError(f"'{key}': {error}", where, "correct the period") from None
    if "break" in entry and "from" not in entry:
        raise CatalogueError("'break' needs a 'from' period, the first that is not comparable", where, "add it")
    return Source(
        publication=entry["publication"],
        codes=tuple(codes),
        from_period=entry.get("from"),
        to_period=entry.get("to"),
        break_reason=entry.get("break"),
        note=entry.get("note"),
    )


def _one_of(entry: dict, key: str, allowed: tuple[str, ...], where: str) -> None:
    if entry.get(key) not in allowed:
        raise CatalogueError(f"'{key}' is '{entry.get(key)}'", where, f"use one of {', '.join(allowed)}")
