#!/usr/bin/env bash
# abspc 1.1.0 (control charts by the NHS method Making Data Count): the icon against the points and their colours.
# 1. Twenty-four months of exactly 0.1. Expected: ordinary variation. Seen: every point outside its limits and the icon "concern",
#    because the mean of equal numbers, rounded, lies beside them and the limits lie on the mean.
# 2. A series that rises over its last six points, below the mean, where higher is better. Expected: improvement, as the newest
#    point's colour says. Seen: the colour of improvement and the icon "concern (low)".
# 3. One high month three years ago, ordinary since. Expected: an icon of ordinary variation, for the newest point. Seen:
#    "improvement (high)" from that one month on, for good.
# Exits 0 while this is so, 1 when it changes.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check abspc==1.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import importlib.metadata
import sys

import abspc
import pandas as pd


def chart(values: list[float]) -> tuple[int, str, str]:
    """Signals, the newest point's colour and the icon, where higher is better."""
    points = abspc.detect_special_causes(abspc.calculate_control_limits(pd.DataFrame({"value": values}), "XmR"))
    colour = abspc.determine_point_colours(points, improvement_direction="high")[-1]
    word = {abspc.spc.COLOUR_IMPROVEMENT: "improvement", abspc.spc.COLOUR_CONCERN: "concern"}.get(colour, "ordinary")
    return int(points["special_cause"].sum()), word, abspc.determine_variation_type(points, improvement_direction="high")


print(f"abspc {importlib.metadata.version('abspc')}")
month = [20, 21, 20, 22, 19, 21, 20, 22, 21, 20, 22, 21]
constant = chart([0.1] * 24)
rising = chart([*month, 20, 12, 13, 14, 15, 16, 17])
old = chart([20, 21, 60, *month, *month, *month])
print(f"24 x 0.1: expected (0, 'ordinary', 'common_cause'), seen {constant}")
print(f"rising: expected the icon of improvement, seen {rising[1:]}")
print(f"one high month of {3 + 3 * len(month)}, long ago: expected ('ordinary', 'common_cause'), seen {old[1:]}")
seen = constant == (24, "concern", "concern_low") and rising[1:] == ("improvement", "concern_low")
if not (seen and old == (1, "ordinary", "improvement_high")):
    sys.exit("this has changed")
PYTHON
