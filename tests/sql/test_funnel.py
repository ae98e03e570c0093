"""The lines of funnel plots and the outcomes of the comparisons that they stand for."""

import itertools


def test_every_point_lies_outside_its_line_exactly_where_its_outcome_differs(demonstration_database):
    """All figures that have a funnel beside all their comparators; a line at the figure's own size, by the macros of the mart."""
    line = """
        CASE WHEN indicator.kind IN ('proportion', 'distribution')
            THEN indicator.multiplier * macros.funnel_share(comparator_value / indicator.multiplier, size, {level}, {number})
            ELSE comparator_value * macros.funnel_ratio_{side}(size, {level}) END
    """
    lines = {
        (side, level): line.format(side=side, number=number, level=level)
        for level in (95, 99.8)
        for side, number in (("lower", -1), ("upper", 1))
    }
    found = demonstration_database.fetch(
        f"""
        SELECT indicator.kind,
            comparison.outcome <> 'similar' AS differs95,
            comparison.outcome99_8 <> 'similar' AS differs99_8,
            point.value NOT BETWEEN {lines["lower", 95]} AND {lines["upper", 95]} AS outside95,
            point.value NOT BETWEEN {lines["lower", 99.8]} AND {lines["upper", 99.8]} AS outside99_8
        FROM marts.funnel_point AS point
        INNER JOIN marts.indicator AS indicator ON point.indicator_id = indicator.indicator_id
        INNER JOIN marts.comparison AS comparison
            ON point.indicator_id = comparison.indicator_id AND point.area_type = comparison.area_type
            AND point.area_code = comparison.area_code AND point.period = comparison.period
        WHERE comparison.is_headline AND comparison.outcome <> 'not_compared' AND comparison.outcome99_8 <> 'not_compared'
        """
    )
    assert set(found["kind"]) == {"proportion", "distribution", "crude_rate", "ratio", "indirectly_standardised_rate"}
    for level in ("95", "99_8"):
        assert found[f"differs{level}"].any() and not found[f"differs{level}"].all()
        assert (found[f"differs{level}"] == found[f"outside{level}"]).all()


def test_a_line_stands_at_every_whole_size_to_100_and_at_fewer_from_there(demonstration_database):
    sizes = demonstration_database.fetch("SELECT DISTINCT size FROM marts.funnel ORDER BY size")["size"].to_list()
    assert sizes[:100] == list(range(1, 101)) and sizes[-1] == 1_000_000 and len(sizes) == 132
    assert all(after / before < 1.34 for before, after in itertools.pairwise(sizes[100:]))
