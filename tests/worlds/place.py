"""The place files of the small world: Havering with its two localities, and Harrow for those who ask for a second place."""

from pathlib import Path

PLACE = """
name = "Havering"
code = "E09000016"
ccg = ["08F"]
sub_icb = ["A3A8R"]
region = "E40000003"
baseline = "2018/19"
locality_population = [3000, 7000]

[system]
code = "HBD"
name = "Havering, Barking and Dagenham"
boroughs = ["E09000016", "E09000002"]
ccg = ["08F", "07L"]

[[locality]]
code = "HAV-N"
name = "North"
practices = ["T10001", "T10002", "T10003", "T10008"]

[[locality]]
code = "HAV-S"
name = "South"
practices = ["T10004", "T10005", "T10006", "T10007"]
"""
SECOND = """
name = "Harrow"
code = "E09000015"
ccg = ["08E"]
sub_icb = ["W2U3Z"]
region = "E40000003"
baseline = "2018/19"
locality_population = [3000, 7000]

[[locality]]
code = "HRW"
name = "Harrow Hill"
practices = ["T20001", "T20002"]
"""


def write_place(folder: Path) -> Path:
    """Writes the place file of Havering with its two localities and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "place.toml"
    path.write_text(PLACE, encoding="utf-8")
    return path


def write_second(folder: Path) -> Path:
    """Writes the place file of Harrow with its one locality and returns its path."""
    path = folder / "second.toml"
    path.write_text(SECOND, encoding="utf-8")
    return path
