"""The practice profile: what it asks, what it says, and what it shows."""

import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from pcdash import queries, wording
from pcdash.terms.areas import COMPARATORS, Area
from tests.views.harness import charts, text

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


def test_no_trend_is_left_blank_where_there_is_a_figure(demonstration_database):
    rows = wording.practice_profile.with_words(a_profile(demonstration_database))
    assert ((rows["trend"] != "") ^ (rows["why_no_trend"] != ""))[rows["state"] == "value"].all()
    assert {"Fewer than 5 years", "Definition changed", "Series ended", "Not yearly"} <= set(rows["why_no_trend"])


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
