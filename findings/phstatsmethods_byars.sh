#!/usr/bin/env bash
# PHStatsMethods 0.1.16 (the national public health indicator methods for Python): byars(20, confidence=0.95).
# Expected: the 95% limits of 20 events, 12.211 and 30.890, as its own byars_lower and byars_upper give and its docstring says.
# Seen: 19.392 and 20.954. byars() hands the two functions 1 - 0.95 as their level, so the interval is one of 5%: it leaves out 19
# of 20 true values where it should leave out 1, and asking for more confidence makes it narrower.
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

import PHStatsMethods

expected = PHStatsMethods.byars_lower(20, 0.95), PHStatsMethods.byars_upper(20, 0.95)
seen = PHStatsMethods.byars(20, confidence=0.95)
stricter = PHStatsMethods.byars(20, confidence=0.998)
print(f"phstatsmethods {importlib.metadata.version('phstatsmethods')}, 20 events")
print("expected at 95%:  {:.3f} to {:.3f}".format(*expected))
print("seen at 95%:      {:.3f} to {:.3f}".format(*seen))
print("seen at 99.8%:    {:.3f} to {:.3f}".format(*stricter))
right = abs(expected[0] - 12.211) < 0.001 and abs(expected[1] - 30.890) < 0.001
wrong = abs(seen[0] - 19.392) < 0.001 and abs(seen[1] - 20.954) < 0.001
narrower = stricter[1] - stricter[0] < seen[1] - seen[0]
if not (right and wrong and narrower):
    sys.exit("this has changed")
PYTHON
