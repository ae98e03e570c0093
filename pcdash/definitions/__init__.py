"""What is declared in `data/*.toml`, read and checked once, when a database is built."""

from dataclasses import dataclass

import pandas as pd

from pcdash.definitions import annotations, catalogue, glossary, methods, targets, toml, triggers
from pcdash.errors import CatalogueError


@dataclass(frozen=True)
class Definitions:
    """Everything that is declared for all places: the catalogue of indicators, and the rows of the tables that hold it all."""

    indicators: tuple[catalogue.Indicator, ...]
    frames: dict[str, pd.DataFrame]


def load() -> Definitions:
    """Reads and checks every file of definitions. Raises one CatalogueError that names all that is missing or wrong in any."""
    with toml.problems(CatalogueError) as found:
        indicators = catalogue.read(found)
        is_sound = not found
        # Against a faulty catalogue, sound targets and standards would seem to name indicators that do not exist.
        aims = {} if not is_sound else _aims(found, indicators)
        declared = annotations.read(found) | methods.as_frames(methods.read(found)) | {"glossary": glossary.read(found)}
    return Definitions(indicators, catalogue.as_frames(indicators) | aims | declared)


def _aims(found: toml.Problems, indicators: tuple[catalogue.Indicator, ...]) -> dict[str, pd.DataFrame]:
    scheme = triggers.read(found, indicators)
    return {
        "target": targets.read(found, indicators),
        "trigger_standard": scheme.standards,
        "review_category": scheme.categories,
    }
