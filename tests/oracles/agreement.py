"""When two implementations agree."""

import math


def same(found: tuple, expected: tuple, rel: float = 1e-9, tiny: float = 1e-12) -> bool:
    """Numbers equal to so many digits, or both as good as 0; NULL, words and truth exactly."""
    return all(_equal(ours, theirs, rel, tiny) for ours, theirs in zip(found, expected, strict=True))


def differing(cases: list, found: list[tuple], expected: list[tuple], rel: float = 1e-9, tiny: float = 1e-12) -> list[tuple]:
    """The first cases on which the two differ, with both answers; none of them is agreement."""
    both = zip(cases, found, expected, strict=True)
    return [(case, ours, theirs) for case, ours, theirs in both if not same(ours, theirs, rel, tiny)][:5]


def _equal(ours, theirs, rel: float, tiny: float) -> bool:
    if isinstance(theirs, bool) or not isinstance(theirs, int | float):
        return ours == theirs
    return ours is not None and math.isclose(ours, theirs, rel_tol=rel, abs_tol=tiny)
