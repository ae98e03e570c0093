"""Our statistics beside those of other libraries of the field, on many random cases.

    python3 -m venv PEERS
    PEERS/bin/pip install -r requirements.txt -r tests/bench/peers/requirements.txt
    PEERS/bin/python -m tests.bench.peers [--cases 800000] [--seed 1]

phstatsmethods (the national indicator methods) and abspc (control charts of Making Data Count), in an environment of their own. It
installs nothing. It prints, for each statistic, how far apart the two at most are where they agree, and everything else as a table
by kind. What we have looked into is known (known.py); the command exits 1 only where a departure is not known, 2 where a peer is
missing. The Python port of NHSRplotthedots is in no package index that we reach, and no peer has a slope index of inequality.
"""

import argparse
import importlib.util
import random
import sys
import time
import warnings

from tests.bench.peers.known import KNOWN
from tests.bench.peers.tally import UNKNOWN, Tally

PEERS = {"PHStatsMethods": "phstatsmethods", "abspc": "abspc"}
CASES, SEED = 800_000, 1


def shares() -> dict:
    """Which comparison takes how much of the cases: the peer's slow ones less."""
    from tests.bench.peers import charts, figures, funnels

    return {
        figures.proportions: 0.14,
        figures.rates: 0.08,
        figures.directly_standardised: 0.02,
        figures.indirectly_standardised: 0.03,
        figures.means: 0.04,
        figures.rank_groups: 0.24,
        funnels.lines_of_shares: 0.01,
        funnels.lines_of_ratios: 0.02,
        funnels.points: 0.05,
        charts.charts: 0.37,
    }


def main(cases: int, seed: int) -> int:
    """Compares on about so many cases, prints what came of it, and returns how many departures nobody knew."""
    began, tallies = time.monotonic(), []
    print(f"{'statistic':<38}{'peer':<16}{'cases':>10}{'largest difference':>20}{'departures':>12}")
    for compare, share in shares().items():
        for tally in compare(max(100, round(cases * share)), random.Random(f"{seed} {compare.__name__}")):
            tallies.append(tally)
            print(
                f"{tally.statistic:<38}{tally.peer:<16}{tally.cases:>10,}{tally.largest:>20.1e}{sum(tally.departures.values()):>12,}",
                flush=True,
            )
    print_departures(tallies)
    unknown = sum(tally.departures[UNKNOWN] for tally in tallies)
    total = sum(tally.cases for tally in tallies)
    print(f"\n{total:,} cases from seed {seed} in {time.monotonic() - began:.0f} s, {unknown:,} departures that are not known")
    return unknown


def print_departures(tallies: list[Tally]) -> None:
    """Every departure as a table by kind, the unknown first; then what each kind is, with its first example."""
    rows = sorted(((kind, tally) for tally in tallies for kind in tally.departures), key=lambda row: (row[0] != UNKNOWN, row[0]))
    print(f"\n{'kind of departure':<38}{'peer':<16}{'times':>10}  statistic")
    for kind, tally in rows:
        print(f"{kind:<38}{tally.peer:<16}{tally.departures[kind]:>10,}  {tally.statistic}")
    for kind in dict.fromkeys(kind for kind, _ in rows):
        tally = next(tally for found, tally in rows if found == kind)
        case, ours, theirs = tally.examples[kind]
        print(f"\n{kind}: {tally.peer} {KNOWN.get(kind, 'departs, and nobody has looked into it')}")
        print(f"    such as {_short(case)}\n    ours: {_short(ours)}\n    peer: {_short(theirs)}")
    if missing := sorted(set(KNOWN) - {kind for kind, _ in rows}):
        print(f"\nKnown and not seen: {', '.join(missing)}")


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) < 300 else words[:300] + " ..."


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=CASES, help=f"about how many cases in all (default {CASES:,})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"where the random cases start (default {SEED})")
    given = parser.parse_args()
    if absent := [package for module, package in PEERS.items() if importlib.util.find_spec(module) is None]:
        print(
            f"{' and '.join(absent)} cannot be imported: install tests/bench/peers/requirements.txt beside requirements.txt in an "
            "environment of its own, as `--help` shows, and run the command there",
            file=sys.stderr,
        )
        sys.exit(2)
    warnings.simplefilter("ignore")
    sys.exit(min(1, main(given.cases, given.seed)))
