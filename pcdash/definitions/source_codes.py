"""Which publication carries an indicator, under which codes, in which years: one `[[indicator.source_code]]` of the catalogue."""

from dataclasses import dataclass

from pcdash.definitions import toml

PUBLICATIONS = (
    "qof",
    "qof_prevalence",
    "gp_patient_survey",
    "fingertips",
    "registered_patients",
    "modelled_prevalence",
    "local_return",
)


@dataclass(frozen=True)
class Source:
    """One publication that carries an indicator, under which codes, from which period to which.

    Several codes are added together (numerators and denominators) where a later year splits what an earlier one counted
    as one. `break_reason` says why `from_period` cannot be compared with the period before it. `age` is set where the codes count
    other ages than the indicator's.
    """

    publication: str
    codes: tuple[str, ...]
    from_period: str | None = None
    to_period: str | None = None
    break_reason: str | None = None
    note: str | None = None
    age: str | None = None


def read(entry: toml.Entry) -> Source | None:
    """The source that an entry declares; None, with its problems noted, where it is faulty."""
    entry.only({"publication", "codes", "from", "to", "break", "note", "age"})
    publication = entry.one_of("publication", PUBLICATIONS)
    codes = entry.texts("codes", 'codes = ["DM003"]')
    content = entry.content
    for key in {"from", "to"} & set(content):
        entry.period(key)
    for key in {"break", "note", "age"} & set(content):
        entry.text(key)
    if "break" in content and "from" not in content:
        entry.wrong("'break' needs a 'from' period, the first that is not comparable", "add it")
    if not entry.is_sound:
        return None
    return Source(publication, codes, *map(content.get, ("from", "to", "break", "note", "age")))
