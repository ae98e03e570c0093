"""The views of the benchmark that set two figures of each area against each other: two indicators, or two periods."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import scatter, then_and_now
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND
from pcdash.terms.outcomes import CHANGES, OUTCOMES
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.views.benchmark.group import LEVELS, Group, mark, say_strong

# What practices are set beside first: who their patients are.
_FIRST_COMPANIONS = ("pop_deprivation_score", "pop_aged_65_plus")


def choose_companion(group: Group) -> dict | None:
    """The indicator that the chosen one is set against; None where the areas have figures of no other."""
    known = ask(queries.benchmark.companions, group.indicator_id, group.parent, group.level, group.chosen.period)
    names = dict(zip(known["indicator_id"], known["name"], strict=True))
    default = next((name for name in _FIRST_COMPANIONS if name in names), None)
    code = state.choose("against", "Set against (to the right)", names, default, width=380)
    if code is None:
        return None
    catalogue = ask(queries.catalogue.indicators)
    return catalogue[catalogue["indicator_id"] == code].iloc[0].to_dict()


def paired(group: Group, against: dict | None) -> None:
    """Two indicators against each other, each area a point."""
    if against is None:
        st.info("These areas have figures of no other indicator to set this one against.")
        return
    chosen, indicator = group.chosen, group.chosen.indicator
    rows = ask(
        queries.benchmark.side_by_side,
        group.indicator_id,
        against["indicator_id"],
        group.parent,
        group.level,
        chosen.period,
        chosen.comparator,
        group.home,
    )
    if rows.empty:
        st.info(f"None of these {LEVELS[group.level].lower()} has a figure of both indicators.")
        return
    when = formatting.period(rows["against_period"].iloc[0])
    across, upwards = f"{against['short_name']}, {when}", f"{indicator['short_name']}, {formatting.period(chosen.period)}"
    said = wording.benchmark.pair_sentence(rows, group.level, indicator["short_name"], against["short_name"])
    blocks.say(said)
    strong = wording.benchmark.strong_sentence(rows, group.level, group.home_name, group.parent.name)
    axes = f"Upwards: {upwards}. To the right: {across}. Shapes tell how {indicator['short_name']} compares."
    blocks.say(f"{axes} {strong}".strip(), quiet=True)
    blocks.chart_or_table(
        "pair",
        lambda palette: scatter.scatter(
            rows,
            title=upwards,
            unit=group.unit,
            against_title=across,
            against_unit=against["unit"],
            palette=palette,
            highlight=group.marked,
        ),
        lambda: pd.DataFrame(
            {
                "Area": rows["area_name"],
                upwards: formatting.estimates(rows, group.unit),
                "Compared": rows["outcome"].map(OUTCOMES),
                across: formatting.estimates(rows, against["unit"], "against_"),
                "Compared there": rows["against_outcome"].map(OUTCOMES),
            }
        ),
        alt=f"{LEVELS[group.level]} by {upwards} (upwards) and {across} (to the right). {said}",
        export=_both(rows, against["indicator_id"]),
        signs=rows,
        filters=f"{group.filters}; against={against['indicator_id']}",
        on_select=lambda: mark("pair_chart", group),
    )
    blocks.say(f"{wording.benchmark.NOT_CAUSE} Second indicator: {against['name']}.", quiet=True)
    blocks.data_line({"source_id": rows["against_source_id"].iloc[0]}, rows["against_period"].iloc[0])


def choose_since(group: Group) -> str | None:
    """The earlier of two periods; None where no earlier one can be compared with the chosen."""
    known = ask(
        queries.benchmark.comparable_periods,
        group.indicator_id,
        group.parent,
        group.level,
        group.chosen.period,
        group.chosen.place["baseline_period"],
    )
    since = known[known["is_since_baseline"]] if len(known) else known
    default = (since if len(since) else known)["period"].iloc[0] if len(known) else None
    return state.choose("since", "Since", {label: formatting.period(label) for label in known["period"]}, default, width=160)


def changed(group: Group, then: str | None) -> None:
    """Each area in two periods, with the change's interval; the whole area and its comparator first."""
    chosen = group.chosen
    now = chosen.period
    if then is None:
        st.info(
            f"No earlier figures can be compared with those of {formatting.period(now)}: they are the first, or the definition has "
            "changed since. The page \u201cTrends\u201d shows where. Choose another period."
        )
        return
    rows = ask(queries.benchmark.changes, group.indicator_id, group.parent, group.level, then, now, group.home)
    both = rows.dropna(subset="change")
    whole = _wholes(group, then)
    said = wording.benchmark.changes_sentence(rows, group.level, then, now)
    blocks.say(said)
    say_strong(group, both)
    drawn = pd.concat([whole, both.assign(is_context=False)], ignore_index=True)
    all_rows = pd.concat([whole, rows.assign(is_context=False)], ignore_index=True)
    key_of_colours = f":gray[\u2503]\u00a0{formatting.period(then)}\u2003"
    blocks.chart_or_table(
        "change",
        lambda palette: then_and_now.then_and_now(
            drawn,
            unit=group.unit,
            then=formatting.period(then),
            now=formatting.period(now),
            palette=palette,
            highlight=group.marked,
        ),
        lambda: _changes_table(all_rows, group.unit, then, now),
        alt=f"{LEVELS[group.level]} then and now on {chosen.indicator['name']}, each change with its 95% interval. {said}",
        export=all_rows,
        legend=f"{key_of_colours}{formatting.period(now)}:\u2003{then_and_now.legend(drawn)}",
        filters=f"{group.filters}; since={then}",
        on_select=lambda: mark("change_chart", group),
    )
    if (judged := int((both["direction"] != "not_judged").sum())) > 0:
        blocks.say(wording.benchmark.chance_of_changes(judged, group.level, group.unit), quiet=True)
    if missing := len(rows) - len(both):
        st.caption(f"{missing} without a comparable figure in both periods {'is' if missing == 1 else 'are'} in the table.")


def _changes_table(rows: pd.DataFrame, unit: str, then: str, now: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            formatting.period(then): formatting.estimates(rows, unit, "then_"),
            formatting.period(now): formatting.estimates(rows, unit),
            "Change (95% interval)": [
                formatting.change(*row)
                for row in rows[["change", "change_lower95", "change_upper95"]].itertuples(index=False, name=None)
            ],
            "Says": [
                CHANGES[row.direction] if not formatting.is_missing(row.change) else "No comparable figure in both"
                for row in rows.itertuples()
            ],
        }
    )


def _wholes(group: Group, then: str) -> pd.DataFrame:
    """The change of the chosen area and of its comparator, as rows that lead the others."""
    area, comparator = group.chosen.area, group.chosen.comparator
    own = group.parent if group.level in (area.type, "borough") else area
    against = ask(queries.geography.comparator_of, own, comparator) if own != ENGLAND else None
    wholes = [own] + ([against] if against else [])
    found = [
        ask(queries.benchmark.change_of, group.indicator_id, whole, then, group.chosen.period) for whole in dict.fromkeys(wholes)
    ]
    rows = pd.DataFrame([row for row in found if row])
    renamed = rows.rename(
        columns={"now_value": "value", "now_lower95": "lower95", "now_upper95": "upper95", "now_period": "period"}
    )
    return renamed.assign(is_context=True, is_mine=False, state="value")


def _both(rows: pd.DataFrame, against_id: str) -> pd.DataFrame:
    """Two rows per area for the download, one for each indicator."""
    prefix = "against_"
    other = rows.drop(columns=[name.removeprefix(prefix) for name in rows if name.startswith(prefix)])
    other = other.rename(columns=lambda name: name.removeprefix(prefix)).assign(indicator_id=against_id)
    return pd.concat([rows[[name for name in rows if not name.startswith(prefix)]], other], ignore_index=True)
