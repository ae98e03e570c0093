"""Our statistics beside those of other libraries of the field, on random cases: `python -m tests.bench.peers`."""
