"""What can be found, and what fits best what a reader typed."""

from dataclasses import dataclass

from pcdash.queries.catalogue import indicators, qof_codes
from pcdash.queries.geography import areas, practices
from pcdash.queries.practice_finder import postcode_position
from pcdash.served.database import Database
from pcdash.terms.areas import AREA_TYPES
from pcdash.terms.finding import Fit, fit

Key = tuple[str, str]


@dataclass(frozen=True)
class Thing:
    """An area, indicator or practice that can be found; `codes` are all codes it goes by, the first the one of addresses."""

    kind: str
    name: str
    codes: tuple[str, ...]
    postcode: str = ""
    is_open: bool = True
    label: str = ""

    @property
    def key(self) -> Key:
        """Kind and code."""
        return self.kind, self.codes[0]


@dataclass(frozen=True)
class Found:
    """What a text finds: `things`, the best first; or, of a postcode that no practice has, `near`, where it is."""

    things: tuple[Thing, ...] = ()
    near: dict | None = None


def things(database: Database) -> tuple[Thing, ...]:
    """Everything that can be found: areas, indicators that have figures, practices of the places, the closed ones too."""
    catalogue, codes = indicators(database), qof_codes(database)
    found = [
        Thing("area", row.area_name, (row.area_code,), label=f"{row.area_name} ({AREA_TYPES[row.area_type]})")
        for row in areas(database).itertuples()
    ]
    found += [
        Thing("indicator", row.name, (row.indicator_id, *codes.get(row.indicator_id, ())), label=row.name)
        for row in catalogue[catalogue["has_values"].astype(bool)].itertuples()
    ]
    for row in practices(database).fillna({"postcode": ""}).itertuples():
        is_open = row.closed != row.closed
        label = " \u00b7 ".join(filter(None, (row.area_name, row.area_code, row.postcode)))
        found.append(
            Thing("practice", row.area_name, (row.area_code,), row.postcode, is_open, label if is_open else f"{label} (closed)")
        )
    return tuple(found)


def found(database: Database, known: tuple[Thing, ...], text: str, kinds: tuple[str, ...]) -> Found:
    """What fits the text among those known of these kinds: closest first, open before closed, else in their own order.

    Where a code or postcode fits in full, only what has it. A postcode, or the beginning of one, that no practice has in full is
    looked for on the ground and not in names.
    """
    fits = [(fit(text, thing.name, thing.codes, thing.postcode), thing) for thing in known if thing.kind in kinds]
    ranked = sorted(((how, thing) for how, thing in fits if how is not None), key=lambda pair: (pair[0], not pair[1].is_open))
    is_exact = bool(ranked) and ranked[0][0] <= Fit.POSTCODE
    if not is_exact and (near := postcode_position(database, text)):
        return Found(near=near)
    return Found(tuple(thing for how, thing in ranked if not is_exact or how == ranked[0][0]))
