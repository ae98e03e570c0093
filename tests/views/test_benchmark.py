"""The benchmark in Streamlit's own test harness: its four views, their words, and their state in the address."""

import re

import pytest

from pcdash.terms import formatting
from tests.views.harness import charts, text

VIEWS = ("ranked", "funnel", "pair", "change")
HBA1C = {"indicator": "dm_hba1c_59", "period": "2018/19"}
# Havering's practices of 2018/19 with the figures of one indicator, and how they compare with England.
PRACTICES = """
    SELECT figure.area_name, figure.value, comparison.outcome, comparison.outcome99_8, comparison.comparator_value
    FROM marts.member_of_period AS member
    INNER JOIN marts.headline_value AS figure
        ON member.child_code = figure.area_code AND figure.area_type = 'practice' AND member.period = figure.period
    LEFT JOIN marts.headline_comparison AS comparison
        ON figure.indicator_id = comparison.indicator_id AND figure.area_code = comparison.area_code
        AND figure.area_type = comparison.area_type AND figure.period = comparison.period
        AND comparison.comparator_type = 'england'
    WHERE member.child_type = 'practice' AND member.parent_type = 'borough' AND member.parent_code = 'E09000016'
        AND figure.indicator_id = ? AND figure.period = '2018/19' AND figure.state = 'value'
    ORDER BY figure.value
"""


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("level", ["practice", "locality", "borough"])
@pytest.mark.parametrize("area", ["E09000016", "BHR"])
def test_every_view_of_every_level_runs(open_page, demonstration_path, view, level, area):
    app = open_page(demonstration_path, "benchmark", area=area, view=view, level=level, **HBA1C)
    assert not app.exception and not app.error
    assert "None" not in text(app) and "nan" not in text(app).split()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs_on_a_small_database(open_page, small_database, view):
    app = open_page(small_database.path, "benchmark", view=view)
    assert not app.exception and not app.error


def test_the_ranked_view_counts_what_it_shows(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "benchmark", **HBA1C)
    practices = demonstration_database.fetch(PRACTICES, ["dm_hba1c_59"])
    better, similar, worse = ((practices["outcome"] == outcome).sum() for outcome in ("better", "similar", "worse"))
    said = f"Of {len(practices)} practices, {better} are better than England, {similar} are similar and {worse} are worse"
    low, high = (f"{formatting.number(row.value, '%')} ({row.area_name})" for row in practices.iloc[[0, -1]].itertuples())
    (chart,) = charts(app)
    assert said in text(app) and said in chart.alt and f"From {low} to {high}." in chart.alt
    whole = demonstration_database.fetch(
        "SELECT value, lower95, upper95, comparator_value FROM marts.headline_comparison WHERE indicator_id = 'dm_hba1c_59' "
        "AND area_code = 'E09000016' AND period = '2018/19' AND comparator_type = 'england'"
    ).iloc[0]
    value, low, high, england = (formatting.rounded(whole[name], 1) for name in whole.index)
    sentence = f"{value}% in Havering, 2018/19 (95% interval {low} to {high})"
    assert sentence in text(app).replace("\\", "") and f"England ({england}%)" in text(app).replace("\\", "")


def test_a_localitys_practices_stand_out_among_all_of_the_borough(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark", area="HAV-1", **HBA1C)
    assert "Strong\\: the practices of Collier Row and Chadwell Heath" in text(app) and "Of 45 practices" in text(app)
    levels = next(item for item in app.get("button_group") if item.label == "Areas")
    assert list(levels.options) == ["Practices", "Localities"]


def test_the_funnel_says_how_many_lie_outside(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "benchmark", view="funnel", **HBA1C)
    practices = demonstration_database.fetch(PRACTICES, ["dm_hba1c_59"])
    inner, outer = ((practices[column] != "similar").sum() for column in ("outcome", "outcome99_8"))
    said = re.compile(rf"{inner} of {len(practices)} practices lie outside the dashed lines \(95%\) and {outer} outside the solid")
    words = text(app).replace("\\", "")
    assert inner > outer > 0 and said.search(words) and "2 in 1,000" in words
    assert charts(app)[0].alt.startswith("Funnel plot") and said.search(charts(app)[0].alt)


def test_a_practice_without_an_event_is_not_in_the_funnel_and_said(open_page, demonstration_path):
    app = open_page(
        demonstration_path, "benchmark", view="funnel", indicator="cvd_hypertension_emergency_admissions", period="2017/18"
    )
    assert "1 practice rests on no event" in text(app)
    assert "of 43 practices lie outside" in text(app)


def test_a_funnel_needs_one_comparator_and_counts(open_page, demonstration_path):
    own = open_page(demonstration_path, "benchmark", view="funnel", comparator="similar", **HBA1C)
    assert not own.exception and "comparators of their own" in text(own) and not charts(own)
    score = open_page(demonstration_path, "benchmark", view="funnel", indicator="pop_deprivation_score")
    assert not score.exception and "A funnel needs figures that rest on counts" in text(score)


def test_two_indicators_meet_with_a_warning_about_cause(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "benchmark", view="pair", against="dm_bp_140_80", **HBA1C)
    words = text(app)
    assert "above on both" in words and "need not be cause and effect" in words and "Blood pressure 140/80" in words
    first, second = (
        demonstration_database.fetch(PRACTICES, [key]).set_index("area_name") for key in ("dm_hba1c_59", "dm_bp_140_80")
    )
    up, right = ((rows["value"] > rows["comparator_value"])[first.index.intersection(second.index)] for rows in (first, second))
    quarters = [(up & right).sum(), (up & ~right).sum(), (~up & right).sum(), (~up & ~right).sum()]
    counted = re.compile(
        r"Of (\d+) practices beside England: (\d+) above on both, (\d+) above .*, (\d+) above .* and (\d+) above on"
    )
    for said in (words.replace("\\", ""), charts(app)[0].alt):
        assert [int(number) for number in counted.search(said).groups()] == [len(up), *quarters]
    default = open_page(demonstration_path, "benchmark", view="pair", **HBA1C)
    assert "Deprivation score" in text(default)


def test_then_and_now_starts_at_the_baseline_and_says_what_chance_would_do(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "benchmark", view="change", **HBA1C)
    words = text(app)
    counts = demonstration_database.fetch(
        "SELECT change.direction FROM marts.change AS change INNER JOIN marts.member_of_period AS member "
        "ON change.area_code = member.child_code AND member.child_type = 'practice' AND change.now_period = member.period "
        "WHERE change.indicator_id = 'dm_hba1c_59' AND change.area_type = 'practice' AND change.then_period = '2014/15' "
        "AND change.now_period = '2018/19' AND member.parent_type = 'borough' AND member.parent_code = 'E09000016'"
    )["direction"].value_counts()
    said = (
        f"of {counts.sum()} practices {counts['improved']} improved and {counts['worsened']} worsened beyond chance; "
        f"{counts['no_clear_change']} show no clear change"
    )
    assert said in words and said in charts(app)[0].alt
    assert "From 2014/15 to 2018/19" in words and "beyond chance" in words and "by chance alone" in words
    other = open_page(demonstration_path, "benchmark", view="change", since="2016/17", **HBA1C)
    assert "From 2016/17 to 2018/19" in text(other)


def test_a_changed_definition_leaves_nothing_to_compare_and_says_so(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark", view="change", indicator="dm_hba1c_59", period="2019/20")
    assert not app.exception and "No earlier figures can be compared" in text(app) and not charts(app)


def test_the_choice_of_view_travels_in_the_address(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark", **HBA1C)
    view = next(item for item in app.get("button_group") if item.label == "View")
    view.set_value("funnel").run()
    assert not app.exception and app.query_params["view"] == "funnel"
    assert "outside the dashed lines" in text(app)


def test_a_wrong_view_falls_back_to_the_first(open_page, demonstration_path):
    app = open_page(demonstration_path, "benchmark", view="pie", level="moon", **HBA1C)
    assert not app.exception and "Of 45 practices" in text(app)


def test_the_practice_of_the_address_is_marked_in_every_view(open_page, demonstration_path):
    for view in VIEWS:
        app = open_page(demonstration_path, "benchmark", view=view, practice="Z10001", **HBA1C)
        assert "\\u25ba Aldrenmere Surgery" in charts(app)[0].spec or "\u25ba Aldrenmere Surgery" in _data(charts(app)[0]), view


def _data(chart) -> str:
    import io

    import pyarrow as pa

    frames = [pa.ipc.open_stream(io.BytesIO(item.data.data)).read_pandas() for item in chart.datasets]
    return " ".join(str(value) for frame in frames for value in frame.to_numpy().ravel())
