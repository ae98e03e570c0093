"""The synthetic demonstration: invented figures in the formats of real publications, so that a fresh clone has a whole dashboard.

Nothing in it is a real practice's or patient's. `data/demonstration/recipe.toml` holds every number, these modules the formats.
"""

from collections.abc import Callable
from pathlib import Path

from pcdash import config
from pcdash.build import run as building
from pcdash.demonstration import fingertips, geography, qof, registers, returns, survey
from pcdash.demonstration.practices import PLACE_FILE

PUBLISHED = "published"
_PUBLICATIONS = (qof, survey, fingertips, registers, geography, returns)


def files() -> dict[str, bytes]:
    """Every file of the demonstration by its path. Every run gives the same bytes."""
    return {path: content for publication in _PUBLICATIONS for path, content in publication.files().items()}


def write(into: Path = config.DEMONSTRATION) -> list[Path]:
    """Writes the files below `into`/published and returns their paths; other files there stay as they are."""
    written = []
    for path, content in files().items():
        target = into / PUBLISHED / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return written


def build(
    target: Path, places: list[Path] | None = None, progress: Callable[[str, float], None] = lambda message, share: None
) -> list[building.FileReport]:
    """Builds the demonstration's database from the files that come with the project, with any further place files.

    Raises a PcdashError as `pcdash.build.build` does, and leaves a database that was there before untouched then.
    """
    sources = [config.DEMONSTRATION / PUBLISHED]
    return building.build(sources, [PLACE_FILE, *(places or [])], target, data_kind="synthetic", progress=progress)
