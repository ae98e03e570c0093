"""The statistics a second time, in plain Python, written from the papers' formulas and not from our SQL.

One module per family of methods. `macros` asks the SQL, `agreement` holds the two against each other.
"""

from tests.oracles.intervals import wilson

__all__ = ["wilson"]
