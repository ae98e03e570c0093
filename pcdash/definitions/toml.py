"""One reader of the TOML files that declare things: every missing and every wrong key is told, all at once.

A reader asks an `Entry` for its keys; what is wrong is noted and the reading goes on. `problems` raises at its end if anything
was noted, so nothing that was read from a faulty file is ever used.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pcdash.errors import PcdashError
from pcdash.terms import periods

Problems = list[tuple[str, str, str]]


@contextmanager
def problems(error: type[PcdashError]) -> Iterator[Problems]:
    """Collects problems as (what, where, what to do), and raises one `error` for all of them at its end."""
    found: Problems = []
    yield found
    if len(found) == 1:
        raise error(*found[0])
    if found:
        lines = "\n".join(f"- {where}: {what}; {todo}" for what, where, todo in found)
        raise error(f"{len(found)} things are missing or wrong\n{lines}", todo="correct them all; each line says how")


class Entry:
    """A table of a TOML file: `where` says which, for messages. Each method gives a key's value, or None and notes why not."""

    def __init__(self, content: dict, where: str, found: Problems):
        self.content, self.where, self._found = content, where, found
        self.is_sound = True

    def wrong(self, what: str, todo: str, where: str = "") -> None:
        """Notes that something is wrong with this entry."""
        self.is_sound = False
        self._found.append((what, where or self.where, todo))

    def only(self, known: Iterable[str]) -> None:
        """Notes every key that is none of `known`."""
        for key in sorted(set(self.content) - set(known)):
            self.wrong(f"unknown key '{key}'", f"use only {', '.join(sorted(known))}")

    def required(self, keys: Iterable[str]) -> None:
        """Notes every key that is missing."""
        for key in sorted(set(keys) - set(self.content)):
            self.wrong(f"the key '{key}' is missing", "add it")

    def text(self, key: str, *, may_be_empty: bool = False) -> str | None:
        """A text, of which something must be said unless it may be empty."""
        value = self.content.get(key)
        if isinstance(value, str) and (may_be_empty or value.strip()):
            return value
        return self.wrong(f"'{key}' must be a text that says something", "write it in words")

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """A list of at least one text; `example` shows how to write it."""
        values = self.content.get(key)
        if isinstance(values, list) and values and all(isinstance(value, str) and value.strip() for value in values):
            return tuple(values)
        self.wrong(f"'{key}' must be a list of texts", f"write {example}")
        return ()

    def codes(self, key: str) -> None:
        """One code, or a list of them."""
        values = as_list(self.content[key])
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            self.wrong(f"'{key}' must be a code or a list of codes", f'write {key} = ["08F"]')

    def one_of(self, key: str, allowed: Iterable[str]) -> str | None:
        """One word of a list."""
        value = self.content.get(key)
        if isinstance(value, str) and value in allowed:
            return value
        shown = value if isinstance(value, str) else type(value).__name__
        return self.wrong(f"'{key}' is '{shown}'", f"use one of {', '.join(allowed)}")

    def number(self, key: str) -> float | None:
        """A number; None where the key is missing, which is no problem here."""
        value = self.content.get(key)
        if value is None or is_number(value):
            return value
        return self.wrong(f"'{key}' must be a number", "write it without quotes")

    def day(self, key: str) -> date | None:
        """A day."""
        value = self.content.get(key)
        return value if type(value) is date else self.wrong(f"'{key}' must be a day", "write it as 2019-04-01, without quotes")

    def period(self, key: str) -> str | None:
        """A period as the NHS writes them; the entry holds the dashboard's own label from then on."""
        try:
            self.content[key] = periods.read(str(self.content.get(key)))
            return self.content[key]
        except ValueError as error:
            return self.wrong(f"'{key}': {error}", "name a period, for example 2014/15")

    def entries(self, key: str, name: Callable[[dict], str] = lambda content: "") -> list["Entry"]:
        """The tables of a list (`[[key]]`); `name` says how a message calls one. No such key is an empty list."""
        values = self.content.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.wrong(f"'{key}' must be a list of tables", f"write each as [[{key}]]")
            return []
        return [Entry(value, ", ".join(filter(None, (self.where, name(value)))), self._found) for value in values]

    def entry(self, key: str) -> "Entry":
        """A table (`[key]`), empty where there is no such key."""
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            self.wrong(f"'{key}' must be a table", f"write it as [{key}]")
            value = {}
        return Entry(value, f"{self.where}, [{key}]", self._found)


def read(path: Path, found: Problems) -> Entry:
    """The whole file as an entry; empty, with a problem noted, where it cannot be read or is not valid TOML."""
    whole = Entry({}, path.name, found)
    try:
        whole.content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        whole.wrong("there is no such file", "check the path, or write the file (data/README.md)")
    except OSError:
        whole.wrong("cannot be read", "check that it is a file and may be read")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        whole.wrong(f"is not valid TOML ({error})", "correct the line it names")
    return whole


def as_list(value: object) -> list:
    """What may be written as one thing or as a list of them, as a list."""
    return value if isinstance(value, list) else [value]


def is_number(value: object) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
