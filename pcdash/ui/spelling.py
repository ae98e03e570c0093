"""One spelling of each address: however the codes, the period or a practice's postcode were written in the one that was opened."""

from contextlib import suppress

from pcdash import queries
from pcdash.terms import periods
from pcdash.terms.finding import squeezed
from pcdash.ui.cache import ask

_CAPITALS = ("area", "practice")
_PERIODS = ("period", "since")


def spelt(address: dict[str, str]) -> dict[str, str]:
    """The address in the dashboard's spelling: `?practice=f82 001` is `F82001`, the postcode of one practice its code.

    What cannot be understood stays as it is, to be said.
    """
    return {name: _spelt(name, value) for name, value in address.items()}


def completed(address: dict[str, str]) -> dict[str, str]:
    """The address with the borough of its practice where it names a practice and no area."""
    if "practice" not in address or "area" in address:
        return address
    practices = ask(queries.geography.practices).set_index("area_code")
    code = address["practice"]
    return address | {"area": practices.loc[code, "place_code"]} if code in practices.index else address


def _spelt(name: str, value: str) -> str:
    if name in _PERIODS:
        with suppress(ValueError):
            value = periods.read(value)
        return value
    if name not in _CAPITALS:
        return value.strip().lower()
    known = ask(queries.geography.practices if name == "practice" else queries.geography.areas)
    codes = {squeezed(code): code for code in known["area_code"]}
    if name == "practice":
        found = known[[squeezed(postcode) == squeezed(value) for postcode in known["postcode"].fillna("")]]
        if len(found) == 1:
            codes[squeezed(value)] = found["area_code"].iloc[0]
    return codes.get(squeezed(value), value)
