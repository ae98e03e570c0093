"""The synthetic demonstration: invented figures in the formats of real publications, so that a fresh clone has a whole dashboard.

Nothing in it is a real practice's or patient's. `data/demonstration/recipe.toml` holds every number, these modules the formats.
"""

from pathlib import Path

from pcdash import config


def files() -> dict[str, bytes]:
    """Every file of the demonstration by its path. Every run gives the same bytes."""
    # The formats read the recipe when they are imported, so they are imported when their files are asked for.
    from pcdash.demonstration import fingertips, geography, qof, registers, returns, survey

    publications = (qof, survey, fingertips, registers, geography, returns)
    return {path: content for publication in publications for path, content in publication.files().items()}


def write(into: Path = config.DEMONSTRATION) -> list[Path]:
    """Writes the files below `into`/published and returns their paths; other files there stay as they are."""
    written = []
    for path, content in files().items():
        target = into / config.PUBLISHED / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return written
