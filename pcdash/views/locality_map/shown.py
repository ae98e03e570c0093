"""What the map shows: which areas, coloured how, in which periods; chosen by the reader, the rest follows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.charts import map_classes, map_periods
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection
from pcdash.wording import locality_map as words

_LEVELS = {"practice": "Practices", "locality": "Localities", "small_area": "Small areas"}
_MEASURES = {"imd_decile": "Deprivation", "percent_here": "Main locality"}
_switch = partial(state.choose, widget=partial(st.segmented_control, required=True))


@dataclass(frozen=True)
class Shown:
    """The areas on the map and in the list.

    `level` is practice, locality or small_area; `through_time` the members' figures in `periods`, the chosen one among them;
    `known_periods` as `queries.locality_map.periods`; `figure` that of the whole area, None without one.
    """

    chosen: Selection
    level: str
    shapes: pd.DataFrame
    small_areas: pd.DataFrame
    known_periods: pd.DataFrame
    periods: list[str]
    through_time: pd.DataFrame
    figure: dict | None

    @property
    def locality_practices(self) -> pd.DataFrame:
        """Which practice belongs to which locality of the borough; columns as `queries.locality_map.locality_practices`."""
        return ask(queries.locality_map.locality_practices, self.chosen.borough.code, self.chosen.period)

    @property
    def zoomed(self) -> str | None:
        """The locality that the map is of, None where it is of the whole borough."""
        return self.within.code if self.within.type == "locality" else None

    @property
    def member_type(self) -> str:
        """The kind of areas in the list: small areas are shaded behind practices."""
        return "locality" if self.level == "locality" else "practice"

    @property
    def within(self) -> Area:
        """The area whose members are shown: the chosen locality for its practices, else the whole borough."""
        return within(self.chosen, self.level)

    @property
    def about(self) -> Area:
        """The area that the first sentence is about."""
        return self.chosen.area if self.member_type == "practice" else self.chosen.borough

    @property
    def members(self) -> pd.DataFrame:
        """The members in the chosen period."""
        return self.through_time[self.through_time["period"] == self.chosen.period]

    @property
    def names(self) -> dict[str, str]:
        """Name of each member by its code."""
        return dict(zip(self.members["area_code"], self.members["area_name"], strict=True))

    @property
    def parameter(self) -> tuple[str, str | None]:
        """The part of the address that says which member is selected, and its value when none is."""
        return ("practice", None) if self.member_type == "practice" else ("area", self.chosen.borough.code)

    @property
    def selected(self) -> str | None:
        """The member that the reader selected."""
        code = state.kept(self.parameter[0])
        return code if code in self.names else None

    @property
    def unit(self) -> str:
        """The unit of the chosen indicator."""
        return self.chosen.indicator["unit"]

    @property
    def filters(self) -> str:
        """The filters as a download says them."""
        chosen = self.chosen
        return (
            f"area={chosen.area.name}; indicator={chosen.indicator['indicator_id']}; comparator={chosen.comparator}; "
            f"level={self.level}"
        )

    @property
    def each(self) -> str:
        """What every mark stands for, for those who cannot see them."""
        return f"{self.member_type} by {self.chosen.indicator['name']}, {formatting.period(self.chosen.period)}"


def within(chosen: Selection, level: str) -> Area:
    """The area whose members a level shows: the chosen locality for its practices, else the whole borough."""
    return chosen.area if chosen.is_locality and level != "locality" else chosen.borough


def measures_of(small_areas: pd.DataFrame) -> dict[str, str]:
    """What small areas can be shaded by, as far as files say it."""
    return {name: words for name, words in _MEASURES.items() if small_areas[name].notna().any()}


def choose_level(levels: pd.DataFrame, small_areas: pd.DataFrame) -> str:
    """Which areas are shown, of those with figures; `levels` as `queries.locality_map.levels`. Small areas lie behind practices."""
    found = set(levels["member_type"])
    found |= {"small_area"} if "practice" in found and measures_of(small_areas) else set()
    options = {code: name for code, name in _LEVELS.items() if code in found}
    return _switch("level", "Show", options, next(iter(options)))


def look_up(chosen: Selection, level: str, shapes: pd.DataFrame, small_areas: pd.DataFrame) -> Shown:
    """The figures of the areas that a level shows."""
    key, borough = chosen.indicator["indicator_id"], chosen.borough
    known = ask(queries.locality_map.periods, key, borough.code, chosen.period)
    periods = map_periods.chosen_periods(list(known["period"]), chosen.period) or [chosen.period]
    member_type = "locality" if level == "locality" else "practice"
    through_time = ask(queries.locality_map.members, key, within(chosen, level), member_type, periods, chosen.comparator)
    about = borough if level == "locality" else chosen.area
    figure = ask(queries.figures.figure, key, about, chosen.period)
    return Shown(chosen, level, shapes, small_areas, known, periods, through_time, figure)


@dataclass(frozen=True)
class Colouring:
    """A way to colour members: its name for the reader, which members it can colour, and what its legend is called."""

    name: str
    colours: Callable[[pd.DataFrame], pd.Series]
    title: Callable[[Shown], str]


# By the names that `map_classes.Classes` knows them by, in the order in which they are offered.
COLOURINGS = {
    "outcome": Colouring("Outcome", lambda members: members["outcome"] != "not_compared", lambda shown: ""),
    "fifth": Colouring(
        "Fifths", lambda members: members["quintile"].notna(), lambda shown: words.fifths_title(shown.members, shown.member_type)
    ),
    "value": Colouring("Value", lambda members: members["state"] == "value", lambda shown: words.value_title(shown.unit)),
}


def choose_colours(shown: Shown) -> tuple[str, str | None]:
    """How members are coloured (a name of `COLOURINGS`), and what small areas are shaded by, None at other levels."""
    if shown.level == "small_area":
        measures = measures_of(shown.small_areas)
        return "outcome", _switch("view", "Shade by", measures, next(iter(measures)))
    fitting = {code: way.name for code, way in COLOURINGS.items() if way.colours(shown.members).any()}
    default = "outcome" if "outcome" in fitting else "value"
    return _switch("view", "Colour by", fitting, default), None


def look_of(shown: Shown, method: str) -> dict:
    """How all charts of the page draw the members: their classes, and the selected one."""
    title = COLOURINGS[method].title(shown)
    classes = map_classes.classes_of(shown.through_time, method=method, unit=shown.unit, title=title)
    return {"classes": classes, "selected": shown.selected}
