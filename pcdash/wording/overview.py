"""What stands out for an area, for its board."""

import pandas as pd

from pcdash import formatting


def overview_sentences(area_name: str, comparator_name: str | None, outcomes: dict, changes: dict, baseline: str) -> list[str]:
    """What stands out for an area, in two or three plain sentences.

    `outcomes` counts indicators with a direction by outcome, `changes` by the direction of `queries.improvement`.
    """
    sentences = []
    better, similar, worse = (outcomes.get(word, 0) for word in ("better", "similar", "worse"))
    total = better + similar + worse
    if total and comparator_name:
        sentences.append(
            f"Of {total} indicators with an agreed direction, {better} {_are(better)} better in {area_name} than in "
            f"{comparator_name}, {similar} {_are(similar)} similar and {worse} {_are(worse)} worse."
        )
    improved, worsened, steady = (changes.get(word, 0) for word in ("improved", "worsened", "no_clear_change"))
    if improved or worsened or steady:
        sentences.append(
            f"Since {formatting.period(baseline)}, {improved} improved and {worsened} worsened beyond chance; {steady} "
            f"{'shows' if steady == 1 else 'show'} no clear change."
        )
    return sentences


def spread_sentence(area_name: str, changes: pd.DataFrame) -> str:
    """Whether the practices of an area became more alike: `changes` as `queries.spread_change`, with its spread beyond chance."""
    narrower = int((changes["now_spread_beyond_chance"] < changes["then_spread_beyond_chance"]).sum())
    return (
        f"Practices of {area_name} lie closer together than at the baseline on {narrower} of {len(changes)} indicators, when what "
        "chance makes of small lists is taken away."
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
