#!/usr/bin/env bash
# PHStatsMethods 0.1.16 (the national public health indicator methods for Python): funnels of proportions.
# 1. Three areas in which everybody was reached (5 of 5, 40 of 40, 300 of 300).
#    Expected: none differs from the average, and lines at 100%. Seen: ValueError, math domain error, from both functions.
# 2. Lines per 1,000 (multiplier=1000) around an average of 678 per 1,000.
#    Expected: upper lines above the average. Seen: all cut at 100, below it. The limit is 100 whatever the multiplier, so that per
#    1 (multiplier=1) the upper line passes 1.
# Exits 0 while this is so, 1 when it changes.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phstatsmethods==0.1.16
cd "$folder"
venv/bin/python - <<'PYTHON'
import importlib.metadata
import sys

import pandas as pd
import PHStatsMethods


def error_of(ask) -> str:
    try:
        ask()
    except ValueError as error:
        return str(error)
    return "none"


print(f"phstatsmethods {importlib.metadata.version('phstatsmethods')}")
everybody = pd.DataFrame({"reached": [5, 40, 300], "people": [5, 40, 300]})
errors = [
    error_of(lambda: PHStatsMethods.assign_funnel_significance(everybody, "reached", "proportion", denom_col="people")),
    error_of(lambda: PHStatsMethods.calculate_funnel_limits(everybody, "reached", "proportion", 100, denom_col="people")),
]
print(f"every area at 100%: expected no error, seen {errors}")

some = pd.DataFrame({"reached": [4, 30, 200], "people": [5, 40, 300]})
highest = {}
for multiplier in (1, 1000):
    lines = PHStatsMethods.calculate_funnel_limits(some, "reached", "proportion", multiplier, denom_col="people")
    highest[multiplier] = lines["upper_3s_limit"].max()
    print(f"per {multiplier}: average {lines['baseline'].iloc[0]:.3f}, highest point of the upper line {highest[multiplier]:.3f}")
if not (all("math domain" in error for error in errors) and highest[1] > 1 and highest[1000] == 100):
    sys.exit("this has changed")
PYTHON
