"""The practice profile: what it asks, what it says, and what it shows."""

import math
import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from pcdash import queries, wording
from pcdash.terms.areas import COMPARATORS, Area
from tests.views.harness import charts, text
from tests.worlds import small as world_small

PRACTICE = "Z10014"


@pytest.fixture(scope="module")
def ask(demonstration_database):
    return demonstration_database.fetch


def open_part(open_page, path, part, practice=PRACTICE):
    app = open_page(path, "practice_profile", practice=practice)
    app.session_state["profile_part"] = part
    return app.run()


def a_profile(database, comparator="england"):
    return queries.figures.profile(database, Area("practice", PRACTICE), comparator)


def test_the_facts_are_the_newest_figures_with_englands_and_the_fifth_by_rank(demonstration_database, ask):
    facts = queries.practice_profile.facts(demonstration_database, PRACTICE)
    for name, fact in facts.items():
        figures = ask(
            "SELECT area_code, value FROM marts.headline_value WHERE indicator_id = ? AND period = ? AND area_type = 'practice' "
            "AND state = 'value' ORDER BY value DESC",
            [name, fact["period"]],
        )
        place = list(figures["area_code"]).index(PRACTICE) + 1
        assert fact["value"] == figures.set_index("area_code").loc[PRACTICE, "value"]
        assert fact["quintile"] == math.ceil(5 * place / len(figures)) and fact["of"] == len(figures)
    assert set(facts) == {"pop_aged_65_plus", "pop_aged_75_plus", "pop_deprivation_score"}


def test_a_practice_of_which_nothing_is_known_has_no_facts(demonstration_database):
    assert queries.practice_profile.facts(demonstration_database, "NOBODY") == {}


@pytest.mark.parametrize("typed", ["rm1 1aa", " RM11AA ", "RM1 1AA"])
def test_a_postcode_is_found_however_it_is_written(small_database, typed):
    found = queries.practice_finder.postcode_position(small_database, typed)
    assert found == {"found": "RM1 1AA", "easting": 550200.0, "northing": 189800.0}


@pytest.mark.parametrize("typed", ["RM1", "RM1 9ZZ", "RM1 1", "rm19zz"])
def test_an_unknown_or_unfinished_postcode_is_placed_in_the_middle_of_its_district(small_database, typed):
    spots = [practice.spot for practice in world_small.PRACTICES.values() if practice.postcode.startswith("RM1 ")]
    found = queries.practice_finder.postcode_position(small_database, typed)
    assert found["found"] == "the middle of RM1"
    assert found["easting"] == pytest.approx(sum(east for east, _ in spots) / len(spots))


@pytest.mark.parametrize("typed", ["SW1A 1AA", "surgery", "", "%", "T10001", "RM"])
def test_what_is_no_known_postcode_has_no_place(small_database, typed):
    assert queries.practice_finder.postcode_position(small_database, typed) is None


def test_the_nearest_practices_are_open_and_in_order_of_distance(small_database):
    east, north = world_small.PRACTICES["T10001"].spot
    found = queries.practice_finder.nearest_practices(small_database, east, north, "T10001")
    away = {
        code: math.dist((east, north), practice.spot) / 1000
        for code, practice in world_small.PRACTICES.items()
        if not practice.closed and code != "T10001"
    }
    expected = sorted(away, key=lambda code: (away[code], code))[:6]
    assert list(found["area_code"]) == expected
    assert list(found["kilometres"]) == pytest.approx([away[code] for code in expected])
    assert found["area_code"].iloc[-1] == "T20004" and pd.isna(found["place_name"].iloc[-1]), "outside the places"


def test_achievement_is_shown_with_and_without_adjustments_in_the_newest_year(small_database):
    row = queries.practice_profile.adjustments(small_database, "T10001").set_index("indicator_id").loc["dm_hba1c_59"]
    figures = small_database.fetch(
        "SELECT category, numerator / denominator * 100 AS value FROM marts.indicator_value WHERE area_type = 'practice' "
        "AND area_code = 'T10001' AND indicator_id = 'dm_hba1c_59' AND period = ?",
        [row["period"]],
    ).set_index("category")["value"]
    assert row["period"] == "2022/23"
    assert row["value"] == pytest.approx(figures[""])
    assert row["net"] == pytest.approx(figures["Net of adjustments"]) and row["net"] > row["value"]
    assert row["rate"] == pytest.approx(figures["Adjustment rate"]) == pytest.approx(20)
    assert row["rate_england"] == pytest.approx(20) and row["rate_outcome"] == "similar"


def test_a_series_has_its_comparator_at_each_point(demonstration_database):
    series = queries.practice_profile.practice_series(demonstration_database, PRACTICE, "prev_diabetes", "similar")
    mine, other = series[series["area_type"] == "practice"], series[series["area_type"] == "similar"]
    assert len(mine) > 5 and set(other["area_name"]) == {"similar practices"}
    assert list(mine["period_end"]) == sorted(mine["period_end"]) and set(other["period"]) <= set(mine["period"])
    assert other["numerator"].isna().all() and mine["source_id"].notna().all()


def test_categories_come_from_the_scheme(demonstration_database):
    categories = queries.practice_profile.review_categories(demonstration_database)
    judged = pd.DataFrame({"is_control_limit": [True, True]})
    sentence = wording.practice_profile.scheme_sentence(categories, judged)
    assert "Review identified: at least 9 triggers in all or at least 3 of level two." in sentence
    changed = categories.assign(least_triggers=[7, 0])
    assert "at least 7 triggers" in wording.practice_profile.scheme_sentence(changed, judged)
    assert "1 of the standards" in wording.practice_profile.scheme_sentence(
        categories, pd.DataFrame({"is_control_limit": [True, False]})
    )


@pytest.mark.parametrize(
    ("trend", "polarity", "marker"),
    [
        ("getting_better", "higher_better", "\u2191 Getting better"),
        ("getting_better", "lower_better", "\u2193 Getting better"),
        ("getting_worse", "higher_better", "\u2193 Getting worse"),
        ("getting_worse", "lower_better", "\u2191 Getting worse"),
        ("increasing", "neutral", "\u2191 Increasing"),
        ("no_change", "neutral", "\u2192 No clear trend"),
        ("not_calculated", "neutral", ""),
        (None, "neutral", ""),
    ],
)
def test_a_trend_has_the_arrow_of_its_value_and_the_word_of_its_meaning(trend, polarity, marker):
    assert wording.practice_profile.trend_marker(trend, polarity) == marker


ROW = {
    "short_name": "HbA1c of 59 or less",
    "polarity": "higher_better",
    "standing": "goes_on",
    "to_period": None,
    "state": "value",
    "recent_trend": "not_calculated",
    "is_yearly": True,
    "comparable_years": 3,
    "definition_changed": False,
    "domain": "diabetes",
    "kind": "proportion",
    "unit": "%",
    "period": "2024/25",
    "value": 40.6,
    "lower95": 34.5,
    "upper95": 47.0,
    "comparator_value": 56.4,
    "outcome": "worse",
    "patients_to_comparator": 37.2,
    "patients_to_comparator_lower95": 22.1,
    "patients_to_comparator_upper95": 51.6,
}


def test_a_gap_is_said_in_patients_in_events_or_not_at_all():
    line = wording.practice_profile.standing_line(ROW)
    assert line == ("HbA1c of 59 or less: 40.6% (34.5 to 47.0) against 56.4%, 2024/25. To match: 37 more patients (22 to 52).")
    assert "37 more events" in wording.practice_profile.standing_line(ROW | {"kind": "crude_rate"})
    assert "To match" not in wording.practice_profile.standing_line(ROW | {"domain": "survey"})
    assert "To match" not in wording.practice_profile.standing_line(ROW | {"outcome": "better"})
    ended = wording.practice_profile.standing_line(ROW | {"standing": "ended", "to_period": "2024/25"})
    assert "against 56.4%, 2024/25, ended 2024/25. To match" in ended


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "37 more (22 to 52)"),
        ({"outcome": "similar", "patients": (6.2, -5.6, 17.9)}, "6 more (\u22126 to 18)"),
        ({"outcome": "better", "patients": (-12.0, -20.4, -4.6)}, "\u221212 (\u221220 to \u22125)"),
        ({"polarity": "lower_better", "patients": (-41.7, -64.6, -21.4)}, "42 fewer (21 to 65)"),
        ({"polarity": "lower_better", "outcome": "similar", "patients": (-6.2, -17.9, 5.6)}, "6 fewer (\u22126 to 18)"),
        (
            {"polarity": "lower_better", "outcome": "better", "patients": (353.9, 300.0, 400.0)},
            "\u2212354 (\u2212400 to \u2212300)",
        ),
        ({"outcome": "similar", "patients": (-0.2, -3.0, 2.0)}, "0 more (\u22123 to 2)"),
        ({"polarity": "neutral", "outcome": "similar"}, ""),
        ({"outcome": "not_compared"}, ""),
        ({"domain": "survey"}, ""),
        ({"patients": (float("nan"),) * 3}, ""),
    ],
)
def test_patients_to_match_are_counted_the_way_that_is_better(changed, said):
    row = dict(ROW) | {name: value for name, value in changed.items() if name != "patients"}
    if "patients" in changed:
        row |= dict(zip([name for name in ROW if name.startswith("patients")], changed["patients"], strict=True))
    assert wording.practice_profile.patients_to_match(row) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Fewer than 5 years"),
        ({"definition_changed": True}, "Definition changed"),
        ({"standing": "ended", "definition_changed": True}, "Series ended"),
        ({"is_yearly": False}, "Not yearly"),
        ({"comparable_years": 5, "lower95": float("nan")}, "No interval"),
        ({"comparable_years": 5}, "At 0% or 100%"),
        ({"recent_trend": "no_change"}, ""),
        ({"state": "suppressed"}, ""),
    ],
)
def test_a_row_without_a_trend_says_why(changed, said):
    assert wording.practice_profile.why_no_trend(ROW | changed) == said


def test_no_trend_is_left_blank_where_there_is_a_figure(demonstration_database):
    rows = wording.practice_profile.with_words(a_profile(demonstration_database))
    assert ((rows["trend"] != "") ^ (rows["why_no_trend"] != ""))[rows["state"] == "value"].all()
    assert {"Fewer than 5 years", "Definition changed", "Series ended", "Not yearly"} <= set(rows["why_no_trend"])


def test_the_years_behind_a_trend_are_those_of_the_figures_definition(demonstration_database, ask):
    for row in a_profile(demonstration_database).query("is_yearly").to_dict("records"):
        points = ask(
            "SELECT segment, cycle_point, period_start, period FROM marts.headline_trend WHERE indicator_id = ? AND area_code = ? "
            "AND period_kind IN ('financial_year', 'calendar_year') AND value IS NOT NULL",
            [row["indicator_id"], PRACTICE],
        )
        points["year"] = points["period_start"].dt.year
        mine = points[points["period"] == row["period"]].iloc[0]
        five = points[points["year"].between(mine["year"] - 4, mine["year"])]
        assert row["definition_changed"] == (five["segment"] != mine["segment"]).any(), row["indicator_id"]
        alike = five[(five["segment"] == mine["segment"]) & (five["cycle_point"].fillna(-1) == (mine.fillna(-1))["cycle_point"])]
        assert row["comparable_years"] == len(alike), row["indicator_id"]


def test_ended_series_come_last_in_their_domain(demonstration_database, ask):
    rows = a_profile(demonstration_database)
    ended = set(ask("SELECT indicator_id FROM marts.series WHERE to_period IS NOT NULL")["indicator_id"])
    domains = list(dict.fromkeys(rows["domain"]))
    order = [(domains.index(row.domain), row.indicator_id in ended) for row in rows.itertuples()]
    assert order == sorted(order) and len({last for _, last in order}) == 2


def test_the_standing_counts_every_outcome_once():
    rows = pd.DataFrame({"outcome": ["better", "worse", "worse", "similar", "lower", "not_compared"], "standing": "goes_on"})
    assert wording.practice_profile.standing_sentence(rows, "England") == (
        "Of 5 indicators compared with England: 1 better, 2 worse and 1 similar; 1 lower where no direction is agreed."
    )
    assert wording.practice_profile.standing_sentence(rows[rows["outcome"] == "lower"], "England") == (
        "Of 1 indicator compared with England: 1 lower where no direction is agreed."
    )
    nothing = pd.DataFrame({"outcome": ["not_compared"], "standing": ["goes_on"]})
    assert "None of these" in wording.practice_profile.standing_sentence(nothing, "England")
    last = pd.DataFrame({"outcome": ["worse", "better", "not_compared"], "standing": "ended"})
    said = wording.practice_profile.standing_sentence(pd.concat([rows, last]), "England")
    assert said.endswith("agreed. 2 more whose series have ended are not counted.") and "1 better, 2 worse" in said


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ([], ""),
        (["goes_on", "local_return"], "and 2 more, below"),
        (["ended"], "and 1 whose series has ended, below"),
        (["goes_on", "ended", "ended"], "and 1 more, and 2 whose series have ended, below"),
    ],
)
def test_what_stands_further_down_is_counted_once(standing, said):
    assert wording.practice_profile.more_below(pd.DataFrame({"standing": standing}, dtype="str")) == said


def test_the_sources_are_named_once_each():
    sources = pd.DataFrame({"source_id": [1, 2, 3], "publication_title": ["QOF", "QOF", "GP Patient Survey"]})
    rows = pd.DataFrame({"source_id": [1.0, 2.0, None]})
    assert wording.practice_profile.sources_line(rows, sources).startswith("Data: QOF. ")


def test_the_line_of_facts_leaves_out_what_is_not_known():
    nothing = {"list_size": float("nan"), "list_period": None}
    assert wording.practice_patients.patients_line(nothing, {}) == ""
    score = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": 2.0, "of": 6545.0}}
    assert wording.practice_patients.patients_line(nothing, score) == (
        "Deprivation score 31.2 (2019): in the second most deprived fifth of the 6,545 practices of England with a score."
    )
    unranked = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": float("nan"), "of": float("nan")}}
    assert wording.practice_patients.patients_line(nothing, unranked) == "Deprivation score 31.2 (2019)."


def test_the_page_answers_without_a_click(open_page, demonstration_path, demonstration_database):
    said = text(open_page(demonstration_path, "practice_profile", practice=PRACTICE)).replace("\\", "")
    worse = a_profile(demonstration_database).query("outcome == 'worse'")
    goes_on = worse[worse["standing"] != "ended"]
    assert f"{len(goes_on)} worse" in said and "Worse than England" in said and "To match:" in said
    assert f"and {len(goes_on) - 3} more, and {len(worse) - len(goes_on)} whose series have ended, below" in said
    for words in ("registered patients", "aged 75 and over", "deprived fifth", "locality", "Primary Care Network"):
        assert words in said


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("One indicator", ("What this measures",)),
        ("Patients", ("registered patients were women", "Furthest above England")),
        ("Adjustments", ("quality figure", "the adjustment rate is higher on")),
        ("Outcome standards", ("Review identified: at least",)),
        ("Neighbours", ("Similar in these three things", "Kilometres in a straight line")),
    ],
)
def test_each_part_is_shown_alone(open_page, demonstration_path, part, words):
    app = open_part(open_page, demonstration_path, part)
    said = text(app).replace("\\", "")
    assert not app.exception and all(word in said for word in words)
    assert ("What this measures" in said) == (part == "One indicator")


@pytest.mark.parametrize("code", [PRACTICE, "Z10001", "Z10006"])
def test_what_stands_out_is_told_with_the_numbers_of_the_mart_and_what_goes_on_first(open_page, demonstration_path, ask, code):
    said = text(open_page(demonstration_path, "practice_profile", practice=code)).replace("\\", "")
    mart = ask(
        "SELECT indicator.short_name, indicator.unit, series.to_period, spine.* FROM marts.spine AS spine "
        "INNER JOIN marts.indicator AS indicator USING (indicator_id) INNER JOIN marts.series AS series USING (indicator_id) "
        "WHERE area_code = ? AND area_type = 'practice' AND comparator_type = 'england'",
        [code],
    ).set_index("short_name")
    lines = re.findall(r"^- (.+): (\S+) \((\S+) to (\S+)\) against (\S+), (.*)$", said, re.MULTILINE)
    assert lines
    for name, *figures, rest in lines:
        row = mart.loc[name]
        shown = [float(re.sub("[%,]", "", figure)) for figure in figures]
        assert shown == pytest.approx([row["value"], row["lower95"], row["upper95"], row["comparator_value"]], abs=0.051)
        assert ("ended" in rest) == (not pd.isna(row["to_period"]))
        if told := re.search(r"To match: ([\d,]+) (more|fewer) (?:patients|events) \(([\d,]+) to ([\d,]+)\)", rest):
            number, smallest, largest = (int(told[place].replace(",", "")) for place in (1, 3, 4))
            limits = sorted(abs(row[f"patients_to_comparator_{end}"]) for end in ("lower95", "upper95"))
            assert [number, smallest, largest] == pytest.approx([abs(row["patients_to_comparator"]), *limits], abs=0.51)
            assert (told[2] == "more") == (row["patients_to_comparator"] > 0) and row["outcome"] == "worse"
    worse = [rest for name, *_, rest in lines if mart.loc[name, "outcome"] == "worse"]
    ends = ["ended" in rest for rest in worse]
    assert ends == sorted(ends), "what goes on comes first"


def test_every_row_with_a_direction_and_counts_says_how_many_patients(open_page, demonstration_path, ask):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    app.session_state["profile_domain"], app.session_state["profile_view"] = "All", "Table"
    app.run()
    table = app.dataframe[0].value.set_index("Indicator")["Patients to match (95% interval)"]
    mart = ask(
        "SELECT indicator.name, indicator.polarity, spine.* FROM marts.spine AS spine INNER JOIN marts.indicator AS indicator "
        "USING (indicator_id) WHERE area_code = ? AND area_type = 'practice' AND comparator_type = 'england' "
        "AND indicator.domain <> 'survey' AND indicator.polarity <> 'neutral' AND outcome <> 'not_compared' "
        "AND patients_to_comparator IS NOT NULL",
        [PRACTICE],
    ).set_index("name")
    assert set(table[table != ""].index) == set(mart.index) and {"similar", "worse"} <= set(mart["outcome"])
    for name, cell in table[table != ""].items():
        row, sign = mart.loc[name], 1 if mart.loc[name, "polarity"] == "higher_better" else -1
        shown = [int(number.replace("\u2212", "-").replace(",", "")) for number in re.findall(r"\u2212?\d[\d,]*", cell)]
        limits = sorted(sign * row[f"patients_to_comparator_{end}"] for end in ("lower95", "upper95"))
        assert shown == pytest.approx([sign * row["patients_to_comparator"], *limits], abs=0.51), name


@pytest.mark.parametrize("code", [PRACTICE, "Z10001"])
def test_the_sentence_of_the_list_has_the_numbers_of_the_mart(open_page, demonstration_path, ask, code):
    said = text(open_part(open_page, demonstration_path, "Patients", code)).replace("\\", "")
    ages = ask("SELECT * FROM marts.list_age WHERE period = (SELECT max(period) FROM marts.list_age WHERE area_code = ?)", [code])
    place = ask("SELECT place_code FROM marts.area WHERE area_code = ?", [code])["place_code"][0]
    women = ages[ages["sex"] == "Female"].groupby("area_code")["share_of_list"].sum()
    told = re.search(
        r"([\d.]+)% of ([\d,]+) registered patients were women in April 2025 \(Havering ([\d.]+)%, England ([\d.]+)%", said
    )
    assert [float(told[number]) for number in (1, 3, 4)] == pytest.approx(
        [women[key] for key in (code, place, "E92000001")], abs=0.051
    )
    assert int(told[2].replace(",", "")) == ages.loc[ages["area_code"] == code, "patients"].sum()
    mine, england = (ages[ages["area_code"] == key].set_index(["sex", "age"])["share_of_list"] for key in (code, "E92000001"))
    for words, group in (("above England", (mine - england).idxmax()), ("below", (mine - england).idxmin())):
        sex = {"Male": "men", "Female": "women"}[group[0]]
        found = re.search(rf"urthest {words}: {sex} aged {re.escape(group[1])}, ([\d.]+)% of the list \(England ([\d.]+)%\)", said)
        assert [float(found[1]), float(found[2])] == pytest.approx([mine[group], england[group]], abs=0.051)


def test_a_list_without_england_names_its_largest_group():
    groups = [("Male", "0-4", 60.0, 6), ("Female", "0-4", 40.0, 4)]
    rows = pd.DataFrame(groups, columns=["sex", "age", "share_of_list", "patients"])
    rows = rows.assign(area_type="practice", area_name="Elm Surgery", period="2025-04")
    assert wording.practice_patients.list_sentence(rows) == (
        "40.0% of 10 registered patients were women in April 2025. Largest group: men aged 0-4, 60.0% of the list."
    )


def test_a_practice_whose_list_has_no_ages_says_so(open_page, small_database):
    app = open_part(open_page, small_database.path, "Patients", "T10007")
    assert "No file that was loaded tells the sex and age" in text(app)


def test_every_indicator_of_the_practice_stands_in_the_spine(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    app.session_state["profile_domain"] = "All"
    spec = charts(app.run())[0].spec
    for key in a_profile(demonstration_database)["indicator_id"]:
        assert f'"{key}"' in spec
    assert "# diabetes" in spec and "# population" in spec


def test_a_click_on_a_row_opens_its_indicator_and_a_second_click_does_so_again(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    before = len(charts(app))
    for picks in (["prev_copd"], ["prev_copd", "prev_asthma"], ["prev_copd"]):
        app.session_state["profile_chart"] = {"selection": {"pick": [{"indicator_id": key} for key in picks]}}
        app.run()
        assert not app.exception
        assert len(charts(app)) == before + 1, "the dialog has a chart of its own"
    assert app.selectbox(key="profile_indicator").value == "prev_asthma"
    app.run()
    assert len(charts(app)) == before, "a later run does not open it again"


def test_the_select_box_explains_an_indicator_without_the_mouse(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    app.selectbox(key="profile_indicator").set_value("prev_copd").run()
    assert not app.exception and "COPD" in text(app) and "Where it comes from" in text(app)


def test_a_practice_that_closed_without_a_successor_says_so(open_page, demonstration_path, ask):
    (code,) = ask(
        "SELECT area_code FROM marts.area WHERE place_code IS NOT NULL AND closed IS NOT NULL AND successor_code IS NULL "
        "AND area_type = 'practice'"
    )["area_code"]
    said = text(open_page(demonstration_path, "practice_profile", practice=code))
    assert "This practice closed on" in said and "names a practice that took over" in said


def test_similar_practices_can_be_chosen_where_they_are_explained(open_page, demonstration_path):
    app = open_part(open_page, demonstration_path, "Neighbours")
    (button,) = [button for button in app.button if button.label == "Compare with similar practices"]
    button.click().run()
    assert not app.exception and "similar practices" in text(app)
    assert app.selectbox(key="pick_comparator").value == "similar"


def test_neighbours_are_the_similar_and_the_nearest_each_once(demonstration_database, ask):
    (mine,) = ask("SELECT * FROM marts.area WHERE area_code = ?", [PRACTICE]).to_dict("records")
    rows = queries.practice_finder.neighbours(demonstration_database, PRACTICE, mine["easting"], mine["northing"])
    peers = ask("SELECT * FROM marts.similar_practice WHERE practice_code = ? ORDER BY place_in_order", [PRACTICE])
    nearest = queries.practice_finder.nearest_practices(demonstration_database, mine["easting"], mine["northing"], PRACTICE)
    alike = rows[rows["distance"].notna()]
    assert list(alike["area_code"]) == list(peers["peer_code"]) == list(rows["area_code"][: len(peers)])
    for column in ("distance", "list_size", "aged_65_plus", "deprivation_score"):
        assert list(alike[column]) == pytest.approx(list(peers[column])), column
    near = rows[rows["is_near"]].set_index("area_code")["kilometres"]
    assert dict(near) == pytest.approx(dict(zip(nearest["area_code"], nearest["kilometres"], strict=True)))
    assert set(rows["area_code"]) == set(peers["peer_code"]) | set(nearest["area_code"]) and rows["area_code"].is_unique


def test_without_a_place_only_the_similar_are_neighbours(demonstration_database):
    rows = queries.practice_finder.neighbours(demonstration_database, PRACTICE, None, None)
    assert len(rows) == 10 and rows["distance"].notna().all() and not rows["is_near"].any()


def test_every_neighbour_with_a_profile_here_is_a_link_to_it(open_page, demonstration_path, demonstration_database):
    rows = queries.practice_finder.neighbours(demonstration_database, PRACTICE, None, None)
    app = open_part(open_page, demonstration_path, "Neighbours")
    (table,) = [item.value for item in app.table]
    cells = dict(zip(table["Postcode"], table["Practice"], strict=True))
    linked = [row for row in rows.itertuples() if isinstance(row.place_name, str)]
    assert linked and len(linked) < len(rows)
    for row in rows.itertuples():
        assert row.area_name.split(" ")[0] in cells[row.postcode] and cells[row.postcode].startswith("[") == isinstance(
            row.place_name, str
        )
    address = urlsplit(re.search(r"\]\((.*)\)$", cells[linked[0].postcode])[1])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == "practice_profile" and asked["comparator"] == "england"
    assert open_page(demonstration_path, address.path, **asked).title[0].value == linked[0].area_name


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_the_page_stands_against_every_comparator(open_page, demonstration_path, comparator):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE, comparator=comparator)
    assert not app.exception and len(charts(app)) == 2


def test_the_rating_is_said_with_its_year_or_that_no_file_has_it():
    rated = {"cqc_rating": "Requires improvement", "cqc_rated_in": 2022.0}
    assert wording.practice_profile.rating_line(rated) == "Rated requires improvement by the Care Quality Commission (CQC) in 2022."
    assert wording.practice_profile.rating_line({"cqc_rating": None, "cqc_rated_in": float("nan")}).startswith(
        "No file that was loaded"
    )


def test_the_newest_rating_of_each_practice_counts(demonstration_database):
    rows = demonstration_database.fetch(
        "SELECT newest.rating, newest.rated_in, max(published.rated_in) AS last FROM marts.care_quality_rating AS newest "
        "INNER JOIN tables.care_quality_rating AS published USING (practice_code) GROUP BY ALL"
    )
    assert len(rows) > 10 and (rows["rated_in"] == rows["last"]).all()
