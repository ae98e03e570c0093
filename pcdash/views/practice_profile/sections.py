"""The parts of a practice's profile: who it is, where it stands, one indicator, what stands behind."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import adjustments, spine, style, trend
from pcdash.terms import formatting
from pcdash.terms.domains import DOMAINS
from pcdash.terms.outcomes import OUTCOMES, RECENT_TRENDS
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.views.practice_profile.finder import practice_links

_LISTED = 5


def show_standing(rows: pd.DataFrame, comparator: str) -> None:
    """The answer without a click: what is worse and what is better, and what a gap means.

    What can be said in patients comes first, then the furthest from the comparator among its practices.
    """
    blocks.say(wording.practice_profile.standing_sentence(rows, comparator))
    outcomes = [outcome for outcome in ("worse", "better") if (rows["outcome"] == outcome).any()]
    for place, outcome in zip(st.columns(len(outcomes), gap="large") if outcomes else [], outcomes, strict=True):
        found = rows[rows["outcome"] == outcome].assign(in_patients=rows["gap"] != "", far=rows["position"].abs())
        found = found.sort_values(["in_patients", "far"], ascending=False)
        with place:
            st.markdown(f"**{style.GLYPHS[outcome.capitalize()]} {outcome.capitalize()} than {blocks.plain(comparator)}**")
            lines = [
                f"- {blocks.plain(wording.practice_profile.standing_line(row._asdict()))}"
                for row in found.head(_LISTED).itertuples()
            ]
            if len(found) > _LISTED:
                lines.append(f"- and {len(found) - _LISTED} more below")
            st.markdown("\n".join(lines))


def show_spine(practice: dict, rows: pd.DataFrame, comparator: str) -> str | None:
    """All indicators in a picture or a table; the indicator whose row was clicked just now."""
    st.header("Every indicator", anchor=False)
    domains = ["All domains", *(DOMAINS[domain] for domain in DOMAINS if domain in set(rows["domain"]))]
    domain = st.segmented_control("Domain", domains, default="All domains", required=True, key="profile_domain")
    if domain != "All domains":
        rows = rows[rows["domain"].map(DOMAINS) == domain]
    blocks.say(
        f"The line in the middle is {comparator}; right of it is the better side, or the higher one where no direction is agreed. "
        "The pale bar holds the middle eight practices in ten, the darker the middle half; the thin line is the 95% interval. "
        "Click a row for its trend and definition."
    )
    event = blocks.chart_or_table(
        "profile",
        lambda palette: spine.spine(rows, palette=palette),
        lambda: profile_table(rows, comparator),
        alt=f"Spine chart of {practice['area_name']} against {comparator}: {len(rows)} indicators, right is better",
        export=rows.assign(
            area_type="practice", area_code=practice["area_code"], area_name=practice["area_name"], indicator=rows["name"]
        ),
        signs=rows,
        filters=f"practice={practice['area_code']}; comparator={comparator}; domain={domain}",
        on_select="rerun",
    )
    blocks.say(
        "Rank 1 is the highest value among the comparator's practices. To match: how many more (or fewer) patients, or events of a "
        "rate, would bring the practice to the comparator; only where that is better. Survey figures count answers, not patients.",
        quiet=True,
    )
    blocks.say(wording.practice_profile.sources_line(rows, ask(queries.provenance.source_files)), quiet=True)
    return clicked(event)


def clicked(event: object) -> str | None:
    """The row that was clicked since the last run: a click adds it to the chart's selection, the next one takes it away."""
    picks = event["selection"].get("pick") or [] if event else []
    now = {pick["indicator_id"] for pick in picks}
    before = st.session_state.get("_profile_picks", set())
    if event:
        st.session_state["_profile_picks"] = now
    return next(iter(now ^ before), None) if event else None


def profile_table(rows: pd.DataFrame, comparator: str) -> pd.DataFrame:
    """The same figures as text."""
    return pd.DataFrame(
        {
            "Domain": rows["domain"].map(DOMAINS),
            "Indicator": rows["name"],
            "Period": rows["period"].map(formatting.period),
            "Value (95% interval)": formatting.estimates_or_states(rows),
            comparator: [formatting.number(row.comparator_value, row.unit) for row in rows.itertuples()],
            "Compared": [style.sign(row.outcome, row.state) for row in rows.itertuples()],
            "Rank": formatting.ranks(rows),
            "Recent trend": rows["recent_trend"].map(RECENT_TRENDS),
            "Patients to match": [wording.practice_profile.patients_to_match(row._asdict()) for row in rows.itertuples()],
            "Unit": rows["unit"],
        }
    )


def show_indicator(practice: dict, row: dict, comparator_type: str, name: str) -> None:
    """One indicator: its figure in a sentence, its series, what it measures. `name` tells the page's widgets from the dialog's."""
    catalogue = ask(queries.catalogue.indicators)
    indicator = catalogue[catalogue["indicator_id"] == row["indicator_id"]].iloc[0].to_dict()
    comparison = row if isinstance(row["comparator_name"], str) else None
    rank = (
        ""
        if formatting.is_missing(row["rank"])
        else f" {formatting.ordinal(row['rank'])} highest of {formatting.count(row['of'])} practices."
    )
    sentence = wording.figures.value_sentence(indicator, row, comparison, practice["area_name"], row["period"])
    blocks.say(f"{sentence}{rank} {wording.trends.trend_sentence(row['recent_trend'])}")
    series = ask(queries.practice_profile.practice_series, practice["area_code"], row["indicator_id"], comparator_type)
    if ((series["area_type"] == "practice") & (series["state"] == "value")).sum() > 1:
        blocks.chart_or_table(
            name,
            lambda palette: trend.trend(series, unit=row["unit"], palette=palette, focus=practice["area_name"]),
            lambda: series_table(series, row["unit"]),
            alt=f"{row['name']} over time: {practice['area_name']} with its 95% interval, and its comparator",
            export=series.assign(indicator=row["name"], unit=row["unit"]),
            filters=f"practice={practice['area_code']}; indicator={row['indicator_id']}; comparator={comparator_type}",
        )
    blocks.definition(indicator, row)


def series_table(series: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The points of a practice and its comparator, newest first."""
    shown = series.sort_values("period_end", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Area": shown["area_name"],
            "Period": shown["period"].map(formatting.period),
            "Value (95% interval)": formatting.estimates_or_states(shown, unit),
            "Numerator": shown["numerator"].map(formatting.count),
            "Denominator": shown["denominator"].map(formatting.count),
        }
    )


def show_adjustments(practice: dict) -> None:
    """QOF achievement with and without personalised care adjustments, side by side."""
    rows = ask(queries.practice_profile.adjustments, practice["area_code"])
    if rows.empty:
        return
    st.header("With and without personalised care adjustments", anchor=False)
    blocks.say(f"{wording.practice_profile.ADJUSTMENTS} {wording.practice_profile.adjustments_sentence(rows)}")
    blocks.chart_or_table(
        "adjustments",
        lambda palette: adjustments.adjustments(rows, palette=palette),
        lambda: adjustments_table(rows),
        alt=f"QOF achievement of {practice['area_name']} with and without personalised care adjustments: {len(rows)} indicators",
        export=rows.assign(
            area_type="practice", area_code=practice["area_code"], area_name=practice["area_name"], indicator=rows["name"], unit="%"
        ),
        filters=f"practice={practice['area_code']}; quality figure",
    )


def adjustments_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The same figures as text, with their intervals."""
    cells = {
        "Quality figure: patients receiving the intervention": ("value", True),
        "England, quality figure": ("value_england", False),
        "Net of adjustments": ("net", True),
        "England, net": ("net_england", False),
        "Adjustment rate": ("rate", True),
        "England, rate": ("rate_england", False),
    }
    table = pd.DataFrame({"Indicator": rows["name"], "Year": rows["period"]})
    for head, (column, has_interval) in cells.items():
        lower, upper = (
            rows.get(f"{column}_{end}") if has_interval else rows[column] * float("nan") for end in ("lower95", "upper95")
        )
        table[head] = [formatting.estimate(*parts, "%") for parts in zip(rows[column], lower, upper, strict=True)]
    table["Rate against England"] = [OUTCOMES[outcome] for outcome in rows["rate_outcome"]]
    return table


def show_standards(practice: dict) -> None:
    """The outcome standards: triggers with their reasons and the review category."""
    summary = ask(queries.practice_profile.trigger_summary, practice["area_code"])
    if summary is None:
        return
    st.header("Outcome standards", anchor=False)
    blocks.say(wording.practice_profile.trigger_sentence(practice["area_name"], summary))
    judged = ask(queries.practice_profile.triggers, practice["area_code"])
    reached = judged[judged["level"] > 0]
    if len(reached):
        st.dataframe(
            pd.DataFrame(
                {
                    "Trigger": reached["level"].map({1: "Level one", 2: "Level two"}),
                    "Standard": reached["name"],
                    "Period": reached["period"].map(formatting.period),
                    "Practice": [formatting.number(row.value, row.unit) for row in reached.itertuples()],
                    "England": [formatting.number(row.england_value, row.unit) for row in reached.itertuples()],
                    "Level one beyond": [formatting.number(row.level_one_limit, row.unit) for row in reached.itertuples()],
                    "Level two beyond": [formatting.number(row.level_two_limit, row.unit) for row in reached.itertuples()],
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"Standards on which {practice['area_name']} reaches a trigger",
        )
    blocks.say(wording.practice_profile.scheme_sentence(ask(queries.practice_profile.review_categories), judged), quiet=True)


def show_similar(practice: dict, comparator_type: str) -> None:
    """Which practices are similar, what similar means, and how to compare with them."""
    peers = ask(queries.practice_profile.similar_practices, practice["area_code"])
    st.header("Similar practices", anchor=False)
    blocks.say(wording.practice_profile.SIMILAR if len(peers) else wording.practice_profile.NO_SIMILAR)
    if peers.empty:
        return
    if comparator_type != "similar":
        st.button("Compare with similar practices", on_click=state.put, args=("comparator", "similar"))
    st.dataframe(
        pd.DataFrame(
            {
                "Practice": peers["peer_name"],
                "Code": peers["peer_code"],
                "Registered patients": peers["list_size"].map(formatting.count),
                "Aged 65 and over": [formatting.number(value, "%") for value in peers["aged_65_plus"]],
                "Deprivation score": [formatting.number(value) for value in peers["deprivation_score"]],
                "How unlike (0: the same)": peers["distance"].map("{:.2f}".format),
            }
        ),
        hide_index=True,
        width="stretch",
        alt=f"The practices most like {practice['area_name']}",
    )
    here = peers[peers["place_code"].notna()]
    if len(here):
        blocks.say("Those that have a profile here:")
        practice_links(here, "similar")


def open_indicator(practice: dict, row: dict, comparator_type: str) -> None:
    """The indicator over the chart, where the reader's eye is."""

    @st.dialog(row["name"], width="large")
    def opened() -> None:
        show_indicator(practice, row, comparator_type, "clicked_trend")

    opened()
