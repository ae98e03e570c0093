"""The loaders against spoiled files: `python -m tests.bench.mutations [COUNT] [SEED]`.

The small world's files are spoiled one at a time, each by one kind of damage. Nothing may end in an exception or hang; rows in
must be rows loaded and refused; and a file whose cells still say the same (other quotes, line ends, blanks, order) must give the
same figures to the last digit. Seeds are printed, so that any one can be tried again.
"""

import collections
import csv
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pcdash.build.read import CANNOT_BE_USED, FileReport, read
from pcdash.definitions import catalogue
from pcdash.publications.kit.file import find
from tests import worlds

CATALOGUE = catalogue.load()
UNEXPECTED = "is not laid out as anything that is known"
SLOW = 5.0
CELLS = ("", "*", "<5", "[c]", "-", ":", "12,5", "1.234,5", "1e3", "1e308", "-1", "2.5", "nan", "inf", "Total", "ENGLAND", "XX999")
CELLS += ("E92000001", "2011-12", "x" * 5000, '"', "\u00e9\u2013", "999999999999", "0.75", "31/02/2024", "Y56", " ")

Table = list[list[str]]
Spoil = Callable[[Table, random.Random], Table]


def _somewhere(table: Table, chance: random.Random) -> tuple[int, int]:
    row = chance.randrange(len(table))
    return row, chance.randrange(max(1, len(table[row])))


def _cell(table: Table, chance: random.Random) -> Table:
    for _ in range(chance.choice((1, 1, 3, 20))):
        row, column = _somewhere(table, chance)
        table[row][column : column + 1] = [chance.choice(CELLS)]
    return table


def _column_gone(table: Table, chance: random.Random) -> Table:
    column = chance.randrange(len(table[0]))
    return [row[:column] + row[column + 1 :] for row in table]


def _column_twice(table: Table, chance: random.Random) -> Table:
    column = chance.randrange(len(table[0]))
    return [[*row, *row[column : column + 1]] for row in table]


def _column_filled(table: Table, chance: random.Random) -> Table:
    column, cell = chance.randrange(len(table[0])), chance.choice(CELLS)
    return [table[0], *([*row[:column], cell, *row[column + 1 :]] for row in table[1:])]


def _row_cut(table: Table, chance: random.Random) -> Table:
    row, column = _somewhere(table, chance)
    table[row] = table[row][:column]
    return table


def _row_twice(table: Table, chance: random.Random) -> Table:
    row, _ = _somewhere(table, chance)
    return [*table, list(table[row])]


def _rows_gone(table: Table, chance: random.Random) -> Table:
    return [table[0], *(row for row in table[1:] if chance.random() < 0.5)]


SPOILED: dict[str, Spoil] = {
    "cells": _cell,
    "a column gone": _column_gone,
    "a column twice": _column_twice,
    "a column filled": _column_filled,
    "a row cut": _row_cut,
    "a row twice": _row_twice,
    "rows gone": _rows_gone,
}
# The same cells, written otherwise.
SAME: dict[str, Callable[[Table, random.Random], bytes]] = {
    "quotes": lambda table, chance: written(table, quoting=csv.QUOTE_ALL),
    "line ends": lambda table, chance: written(table, lineterminator=chance.choice(("\n", "\r\n"))),
    "byte order mark": lambda table, chance: b"\xef\xbb\xbf" + written(table),
    "blanks": lambda table, chance: written([[f" {cell} " if "\n" not in cell else cell for cell in row] for row in table]),
    "blank lines": lambda table, chance: written([*table, [], []]),
    "order of rows": lambda table, chance: written([table[0], *chance.sample(table[1:], len(table) - 1)]),
}
BYTES = {
    "cut short": lambda content, chance: content[: chance.randrange(len(content))],
    "bytes turned over": lambda content, chance: _turned_over(content, chance),
    "a part left out": lambda content, chance: _without_part(content, chance),
}


def _turned_over(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 5, 50))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(1, 256)
    return bytes(spoiled)


def _without_part(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 10, 100)) :]


def written(table: Table, **dialect) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, **{"lineterminator": "\n"} | dialect).writerows(table)
    return stream.getvalue().encode()


def has_header(content: bytes) -> bool:
    """Lists of ODS and Code-Point have no header row, so their first row is data like any other."""
    return b'","' not in content[:40] and not content[:12].decode(errors="replace").split(",")[0].strip('"')[1:].isdigit()


def report_of(folder: Path, name: str, content: bytes) -> tuple[FileReport, float]:
    path = folder / Path(name).name
    path.write_bytes(content)
    began = time.monotonic()
    reports = read(find([path]), CATALOGUE)
    path.unlink()
    return reports[0], time.monotonic() - began


def figures(report: FileReport) -> dict[str, pd.DataFrame]:
    """What was loaded, in an order of its own."""
    found = {}
    for name, frame in (report.loaded.tables if report.loaded else {}).items():
        if len(frame):
            found[name] = frame.astype(str).sort_values(list(frame.columns)).reset_index(drop=True)
    return found


def differs(one: FileReport, other: FileReport) -> bool:
    mine, theirs = figures(one), figures(other)
    return mine.keys() != theirs.keys() or not all(mine[name].equals(theirs[name]) for name in mine)


def fault_of(report: FileReport, seconds: float) -> str | None:
    if report.status == CANNOT_BE_USED and UNEXPECTED in report.message:
        return "ended in an exception"
    if report.rows_in is not None and report.rows_in != report.rows_loaded + report.rows_refused:
        return "rows in are not rows loaded and refused"
    return "took more than five seconds" if seconds > SLOW else None


def main(count: int, seed: int) -> int:
    """Tries `count` spoiled files, prints what came of them by kind, and returns how many faults there were."""
    files = {name: content for name, content in worlds.files().items() if content}
    tables = {
        name: list(csv.reader(io.StringIO(content.decode(), newline="")))
        for name, content in files.items()
        if name.endswith(".csv")
    }
    came_of, faults = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        whole = {name: report_of(Path(folder), name, content)[0] for name, content in files.items()}
        for number in range(seed, seed + count):
            chance = random.Random(number)
            name = chance.choice(sorted(files))
            kinds = [*BYTES, *(SPOILED if name in tables else ()), *(SAME if name in tables else ())]
            kind = chance.choice(kinds)
            table = [list(row) for row in tables.get(name, [])]
            if kind in SAME:
                kept = kind if has_header(files[name]) or kind != "order of rows" else "quotes"
                content = SAME[kept](table, chance)
            else:
                content = BYTES[kind](files[name], chance) if kind in BYTES else written(SPOILED[kind](table, chance))
            report, seconds = report_of(Path(folder), name, content)
            fault = fault_of(report, seconds)
            if fault is None and kind in SAME and differs(report, whole[name]):
                fault = "other figures from the same cells"
            came_of[kind, report.status] += 1
            if fault:
                faults.append(f"seed {number}: {name}, {kind}: {fault} ({report.status}: {report.message})")
    for (kind, status), times in sorted(came_of.items()):
        print(f"{times:7,}  {kind:<20} {status}")
    print("\n".join(faults[:50]))
    print(f"{count:,} files from seed {seed}, {len(faults)} faults")
    return len(faults)


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:3]]
    sys.exit(min(1, main(*given, *(10_000, 1)[len(given) :])))
