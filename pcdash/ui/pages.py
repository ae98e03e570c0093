"""The pages, in the order of the navigation: one list for the frame, the search, the tests, the benchmark and the README."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: `name` is its file's stem in `pages/`, its path in the address and the stem of its modules; `title` its link.

    `shows` are the kinds of things that a reader can choose there (indicator, area, practice), so that a finding of the search is
    seen without leaving it; `opens` the kind that the search brings here from any other page.
    """

    name: str
    title: str
    shows: tuple[str, ...] = ("area",)
    opens: str | None = None
    has_charts: bool = True

    @property
    def file(self) -> str:
        """The page's file, as Streamlit's links and navigation name it."""
        return f"pages/{self.name}.py"


PAGES = (
    Page("overview", "Overview", opens="area"),
    Page("locality_map", "Map", ("indicator", "area")),
    Page("practice_profile", "Practices", ("practice",), opens="practice"),
    Page("benchmark", "Benchmark", ("indicator", "area")),
    Page("trends", "Trends", ("indicator", "area"), opens="indicator"),
    Page("survey", "Survey"),
    Page("inequalities", "Inequalities", ("indicator", "area")),
    Page("data_and_methods", "Data and methods", (), has_charts=False),
)


def page_of(kind: str, current: str) -> Page | None:
    """The page where something of a kind can be seen: None where the reader's page, named `current`, shows it already."""
    if any(kind in page.shows for page in PAGES if page.name == current):
        return None
    return next(page for page in PAGES if page.opens == kind)
