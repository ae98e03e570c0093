"""Whether practices became more alike, by indicator: the table, and how it is read."""

import pandas as pd

from pcdash.terms import formatting

WORDS = {
    "narrower": "\u25b6\u25c0 Narrower",
    "wider": "\u25c0\u25b6 Wider",
    "no_clear_change": "No clear change",
    "not_judged": "Not judged: fewer than four practices in both periods",
}
RULE = (
    "The spread is the standard deviation between the practices that have a figure in both periods: about two in three of them lie "
    "no further than that from their mean. The ratio is now over then: below 1 they are more alike, and where its 95% interval "
    "(Morgan and Pitman's) leaves out 1 that is beyond chance. Practices under 750 patients are left out. Less spread says nothing "
    "about the level."
)


def table(spread: pd.DataFrame) -> pd.DataFrame:
    """Whether practices became more alike, by indicator, as a reader's table; `spread` as `queries.alikeness`."""
    return pd.DataFrame(
        {
            "Indicator": spread["name"],
            "Spread": [WORDS[word] for word in spread["spread_direction"]],
            "Ratio now to then (95% interval)": [
                ""
                if formatting.is_missing(ratio)
                else f"{formatting.rounded(ratio, 2)} ({formatting.rounded(low, 2)} to {formatting.rounded(high, 2)})"
                for ratio, low, high in zip(
                    spread["spread_ratio"], spread["spread_ratio_lower95"], spread["spread_ratio_upper95"], strict=True
                )
            ],
            "Spread then": _spreads(spread, "then"),
            "Spread now": _spreads(spread, "now"),
            "Practices in both": spread["areas_in_both"].map(formatting.count),
        }
    )


def _spreads(spread: pd.DataFrame, when: str) -> list[str]:
    return [
        "\u2013"
        if formatting.is_missing(row[f"{when}_spread"])
        else f"{_spread(row, when)} in {formatting.period(row[f'{when}_period'])}"
        for row in spread.to_dict("records")
    ]


def _spread(row: dict, when: str) -> str:
    unit = "percentage points" if row["unit"] == "%" else row["unit"]
    return formatting.with_unit(row[f"{when}_spread"], unit, formatting.places_apart(row["then_spread"], row["now_spread"], unit))
