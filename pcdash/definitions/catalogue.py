"""The indicator catalogue: what each indicator means, how it is calculated and which files carry it.

The definitions are data, one TOML file per domain in `data/indicators/`. This module reads and checks them; the build copies
them into the database, where SQL joins them and every page shows them. A new indicator needs a catalogue entry and no code.
"""

import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import source_codes, toml
from pcdash.definitions.source_codes import Source
from pcdash.errors import CatalogueError
from pcdash.terms.domains import DOMAINS

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
    "life_expectancy",
    "indirectly_standardised_rate",
    "ratio",
    "count",
    "size",
    "score",
    "difference",
)


@dataclass(frozen=True)
class Cycle:
    """How long figures build up or swing before they begin anew, and the period in which one such cycle began.

    Only figures at the same point of the cycle are compared over time: a programme's third year with its third year, March with
    March.
    """

    years: int
    from_period: str


@dataclass(frozen=True)
class Indicator:
    """One indicator. The words are shown to users; `kind`, `multiplier` and `polarity` decide the arithmetic.

    `after` says what came after a series that every publication has ended, `cycle` that figures begin anew after some years.
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
    after: str = ""
    cycle: Cycle | None = None
    sources: tuple[Source, ...] = field(default=(), compare=False)

    @property
    def is_share(self) -> bool:
        """Whether the numerator is a part of the denominator. A diagnosis rate's is a model's estimate, which may be exceeded."""
        return self.kind in ("proportion", "distribution") and self.id != "mh_dementia_diagnosis_rate"

    @property
    def ages(self) -> tuple[str, ...]:
        """The indicator's ages, and after them those that only some of its codes count."""
        return tuple(dict.fromkeys([self.age, *(source.age for source in self.sources if source.age)]))

    @property
    def age_bands(self) -> tuple[str, ...]:
        """The ages that a figure is made of: five-year ages of a standardised rate, those of a life table; none of other kinds."""
        if self.kind == "life_expectancy":
            return ("0", "1-4", *(f"{age}-{age + 4}" for age in range(5, 90, 5)), "90+")
        if self.kind != "directly_standardised_rate":
            return ()
        ends = [int(end) for end in re.findall(r"\d+", self.age)]
        first, last = (ends[0] if ends else 0), (ends[1] if len(ends) > 1 else 99)
        bands = [f"{age}-{age + 4}" for age in range(0, 90, 5) if age + 4 >= first and age <= last]
        return (*bands, *(["90+"] if last >= 90 else []))


def load(folder: Path | None = None) -> tuple[Indicator, ...]:
    """Every indicator of the catalogue, in the order of the domains and of the entries within them.

    Raises one CatalogueError naming file, indicator and key of everything that is missing, unknown, of the wrong type or
    contradictory.
    """
    with toml.problems(CatalogueError) as found:
        return read(found, folder)


def read(found: toml.Problems, folder: Path | None = None) -> tuple[Indicator, ...]:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    indicators: list[Indicator] = []
    seen: set[str] = set()
    for path in sorted(
        (folder or config.INDICATORS).glob("*.toml"), key=lambda path: ([*DOMAINS, path.stem].index(path.stem), path.stem)
    ):
        whole = toml.read(path, found)
        if path.stem not in DOMAINS:
            whole.wrong("is not a domain of the dashboard", f"use one of {', '.join(DOMAINS)}")
            continue
        whole.only({"indicator"})
        for entry in whole.entries("indicator", lambda content: str(content.get("id", "an indicator without id"))):
            indicator = _indicator(entry, path.stem)
            if indicator and indicator.id in seen:
                entry.wrong("this id is used twice", "give each indicator its own")
            elif indicator:
                seen.add(indicator.id)
                indicators.append(indicator)
    return tuple(indicators)


def as_frames(indicators: tuple[Indicator, ...]) -> dict[str, pd.DataFrame]:
    """The catalogue as rows for `tables.indicator` (one per indicator) and `tables.indicator_source` (one per source code)."""
    rows, source_rows = [], []
    for order, indicator in enumerate(indicators, start=1):
        row = asdict(indicator) | {"display_order": order, "bands": list(indicator.bands)}
        row["age_bands"] = list(indicator.age_bands)
        row["short_name"] = indicator.short_name or indicator.name
        row["cycle_years"] = indicator.cycle.years if indicator.cycle else None
        row["cycle_from_period"] = indicator.cycle.from_period if indicator.cycle else None
        del row["sources"], row["cycle"]
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
                    "age": source.age,
                }
                for code in source.codes
            ]
    return {"indicator": pd.DataFrame(rows), "indicator_source": pd.DataFrame(source_rows)}


_OPTIONAL = {"short_name", "bands", "question", "life_lost_to", "after", "cycle", "sources", "domain"}
_CHOICES = {"tier": TIERS, "kind": KINDS, "polarity": POLARITIES, "finest_geography": GEOGRAPHIES, "sex": SEXES}


def _indicator(entry: toml.Entry, domain: str) -> Indicator | None:
    declared = {item.name: item for item in fields(Indicator)}
    keys = set(declared) - {"domain", "sources"}
    entry.only(keys | {"source_code"})
    entry.required(keys - _OPTIONAL)
    for key in sorted(keys & set(entry.content)):
        if key in _CHOICES:
            entry.one_of(key, _CHOICES[key])
        elif declared[key].type is str:
            entry.text(key, may_be_empty=key in _OPTIONAL)
    content = entry.content
    if "multiplier" in content and not (toml.is_number(content["multiplier"]) and content["multiplier"] > 0):
        entry.wrong("'multiplier' must be a number above 0", "write 1, 100, 1000, 10000 or 100000")
    bands = entry.texts("bands", 'bands = ["Mild", "Severe"]') if content.get("bands") else ()
    if (content.get("kind") == "distribution") != bool(bands):
        entry.wrong("'bands' belongs to the kind 'distribution' and only to it", "add or remove the bands")
    if "life_lost_to" in content and not (
        content.get("kind") == "directly_standardised_rate" and type(content["life_lost_to"]) is int
    ):
        entry.wrong("'life_lost_to' is a whole age and belongs to directly standardised rates", "correct it")
    cycle = _cycle(entry) if "cycle" in content else None
    named = entry.entries("source_code", lambda content: f"source_code {_in_words(content.get('codes', ''))}")
    sources = tuple(map(source_codes.read, named))
    if not entry.is_sound or None in sources:
        return None
    values = {key: value for key, value in content.items() if key not in ("source_code", "bands", "cycle")}
    return Indicator(**values, domain=domain, bands=bands, cycle=cycle, sources=sources)


def _cycle(entry: toml.Entry) -> Cycle | None:
    part = entry.entry("cycle")
    part.only({"years", "from"})
    part.required({"years", "from"})
    years = part.content.get("years")
    if "years" in part.content and not (type(years) is int and years > 0):
        part.wrong("'years' must be a whole number above 0", 'write cycle = { years = 5, from = "2019/20" }')
    begins = part.period("from") if "from" in part.content else None
    entry.is_sound &= part.is_sound
    return Cycle(years, begins) if part.is_sound else None


def _in_words(codes: object) -> str:
    return ", ".join(map(str, codes)) if isinstance(codes, list) else str(codes)
