"""What the benchmark asks: an area's members beside each other, on one indicator, on two, and in two periods."""

import pandas as pd

from pcdash.queries.figures import members
from pcdash.served.database import Database
from pcdash.terms.areas import Area

# The members of $parent on the last day of $period, and which of them belong to the area $home as well.
_MEMBER = """
    member AS (
        SELECT member.child_code AS area_code,
            bool_or(home.child_code IS NOT NULL) AS is_mine
        FROM marts.member_of_period AS member
        LEFT JOIN marts.member_of_period AS home
            ON member.child_type = home.child_type AND member.child_code = home.child_code AND member.period = home.period
            AND home.parent_code = $home
        WHERE member.child_type = $member_type AND member.parent_type = $parent_type AND member.parent_code = $parent_code
            AND member.period = $period
        GROUP BY member.child_code
    )
"""


def peers(
    database: Database,
    indicator_id: str,
    parent: Area,
    member_type: str,
    period: str,
    comparator: str,
    home: str | None,
) -> pd.DataFrame:
    """The members of an area as `queries.members` has them, with `is_mine`, `size` and `outcome99_8`.

    `parent` is the area, `home` the code of an area within it whose members are "mine". `size` is what the
    figure rests on (patients, answers or events), NaN where the indicator has no funnel.
    """
    rows = members(database, indicator_id, parent, member_type, period, comparator)
    known = database.fetch(
        f"""
        WITH {_MEMBER}
        SELECT member.area_code, member.is_mine, point.size, coalesce(comparison.outcome99_8, 'not_compared') AS outcome99_8
        FROM member
        LEFT JOIN marts.funnel_point AS point
            ON member.area_code = point.area_code AND point.indicator_id = $indicator AND point.area_type = $member_type
            AND point.period = $period
        LEFT JOIN marts.headline_comparison AS comparison
            ON member.area_code = comparison.area_code AND comparison.indicator_id = $indicator
            AND comparison.area_type = $member_type AND comparison.period = $period AND comparison.comparator_type = $comparator
        """,
        _bound(parent, member_type, period, home) | {"indicator": indicator_id, "comparator": comparator},
    )
    return rows.merge(known, on="area_code", how="left")


def funnel_lines(database: Database, indicator_id: str, period: str, comparator: Area) -> pd.DataFrame:
    """The lines of a funnel around one comparator, by size; columns as `marts.funnel`. Empty where the indicator has none."""
    return database.fetch(
        """
        SELECT * FROM marts.funnel
        WHERE indicator_id = ? AND period = ? AND comparator_type = ? AND comparator_code = ? ORDER BY size
        """,
        [indicator_id, period, comparator.type, comparator.code],
    )


def side_by_side(
    database: Database,
    indicator_id: str,
    against_id: str,
    parent: Area,
    member_type: str,
    period: str,
    comparator: str,
    home: str | None,
) -> pd.DataFrame:
    """The members of an area that have a figure of two indicators, in order of name.

    The second indicator's period is the one nearest to `period` in which any of the members has a figure. Columns: area_code,
    area_name, is_mine, state; of the first indicator period, value, lower95, upper95, numerator, denominator, comparator_name,
    comparator_value, outcome, source_id; of the second the same with `against_` before; and `place`: both_above, both_below,
    above_below (the first indicator above the comparator's value, the second not above), below_above; NULL without a comparator.
    """
    return database.fetch(
        f"""
        WITH {_MEMBER},
        figure AS (
            SELECT figure.*, comparison.comparator_code, comparison.comparator_name, comparison.comparator_value,
                coalesce(comparison.outcome, 'not_compared') AS outcome
            FROM marts.headline_value AS figure
            INNER JOIN member USING (area_code)
            LEFT JOIN marts.headline_comparison AS comparison
                ON figure.indicator_id = comparison.indicator_id AND figure.area_type = comparison.area_type
                AND figure.area_code = comparison.area_code AND figure.period = comparison.period
                AND comparison.indicator_id IN ($indicator, $against) AND comparison.comparator_type = $comparator
            WHERE figure.indicator_id IN ($indicator, $against) AND figure.area_type = $member_type AND figure.state = 'value'
        ),
        nearest AS (
            SELECT figure.period FROM figure CROSS JOIN marts.period AS period
            WHERE figure.indicator_id = $against AND period.period = $period
            ORDER BY abs(date_diff('day', figure.period_end, period.period_end)), figure.period_end DESC, figure.period DESC
            LIMIT 1
        )
        SELECT mine.indicator_id, mine.area_type, mine.area_code, mine.area_name, member.is_mine, mine.state,
            mine.period, mine.value, mine.lower95, mine.upper95, mine.numerator, mine.denominator,
            mine.comparator_code, mine.comparator_name, mine.comparator_value, mine.outcome, mine.source_id,
            other.period AS against_period, other.value AS against_value, other.lower95 AS against_lower95,
            other.upper95 AS against_upper95, other.numerator AS against_numerator, other.denominator AS against_denominator,
            other.comparator_value AS against_comparator_value, other.outcome AS against_outcome,
            other.source_id AS against_source_id,
            CASE
                WHEN mine.comparator_value IS NULL OR other.comparator_value IS NULL THEN NULL
                WHEN mine.value > mine.comparator_value
                    THEN if(other.value > other.comparator_value, 'both_above', 'above_below')
                ELSE if(other.value > other.comparator_value, 'below_above', 'both_below')
            END AS place
        FROM figure AS mine
        INNER JOIN figure AS other ON mine.area_code = other.area_code AND other.indicator_id = $against
        INNER JOIN nearest ON other.period = nearest.period
        INNER JOIN member ON mine.area_code = member.area_code
        WHERE mine.indicator_id = $indicator AND mine.period = $period
        ORDER BY mine.area_name, mine.area_code
        """,
        _bound(parent, member_type, period, home) | {"indicator": indicator_id, "against": against_id, "comparator": comparator},
    )


def companions(database: Database, indicator_id: str, parent: Area, member_type: str, period: str) -> pd.DataFrame:
    """The other indicators that members of an area have figures of, in the catalogue's order: indicator_id, name, short_name."""
    return database.fetch(
        f"""
        WITH {_MEMBER},
        known AS (
            SELECT DISTINCT figure.indicator_id FROM marts.headline_value AS figure INNER JOIN member USING (area_code)
            WHERE figure.area_type = $member_type AND figure.state = 'value' AND figure.indicator_id <> $indicator
        )
        SELECT indicator.indicator_id, indicator.name, indicator.short_name
        FROM marts.indicator AS indicator INNER JOIN known USING (indicator_id)
        ORDER BY indicator.display_order
        """,
        _bound(parent, member_type, period, None) | {"indicator": indicator_id},
    )


def comparable_periods(
    database: Database, indicator_id: str, parent: Area, member_type: str, period: str, baseline: str
) -> pd.DataFrame:
    """The periods before `period` that the members' figures can be compared with, oldest first: period, is_since_baseline."""
    return database.fetch(
        f"""
        WITH {_MEMBER}
        SELECT change.then_period AS period, bool_or(then_period.period_end >= coalesce(baseline.period_end, DATE '1900-01-01'))
            AS is_since_baseline
        FROM marts.change AS change
        INNER JOIN member USING (area_code)
        INNER JOIN marts.period AS then_period ON change.then_period = then_period.period
        LEFT JOIN marts.period AS baseline ON baseline.period = $baseline
        WHERE change.indicator_id = $indicator AND change.area_type = $member_type AND change.now_period = $period
        GROUP BY change.then_period, then_period.period_end ORDER BY then_period.period_end
        """,
        _bound(parent, member_type, period, None) | {"indicator": indicator_id, "baseline": baseline},
    )


def changes(
    database: Database,
    indicator_id: str,
    parent: Area,
    member_type: str,
    then_period: str,
    period: str,
    home: str | None,
) -> pd.DataFrame:
    """What changed for each member of an area between two periods, the largest rise first; those without both figures last.

    Columns as `marts.change` (NaN without both figures), and is_mine; `value`, `lower95`, `upper95` and `source_id` are now's.
    """
    return database.fetch(
        f"""
        WITH {_MEMBER}
        SELECT figure.indicator_id, figure.area_type, figure.area_code, figure.area_name, member.is_mine, figure.period,
            figure.value, figure.lower95, figure.upper95, figure.numerator, figure.denominator, figure.state, figure.source_id,
            $then_period AS then_period, change.then_value, change.then_lower95, change.then_upper95,
            change.change, change.change_lower95, change.change_upper95, change.is_beyond_chance,
            coalesce(change.direction, 'not_judged') AS direction
        FROM marts.headline_value AS figure
        INNER JOIN member USING (area_code)
        LEFT JOIN marts.change AS change
            ON figure.area_code = change.area_code AND change.indicator_id = $indicator AND change.area_type = $member_type
            AND change.then_period = $then_period AND change.now_period = $period
        WHERE figure.indicator_id = $indicator AND figure.area_type = $member_type AND figure.period = $period
        ORDER BY change.change DESC NULLS LAST, figure.area_name, figure.area_code
        """,
        _bound(parent, member_type, period, home) | {"indicator": indicator_id, "then_period": then_period},
    )


def change_of(database: Database, indicator_id: str, area: Area, then_period: str, period: str) -> dict | None:
    """What changed in one area between two periods, or None where it has no comparable figure in both; keys as `marts.change`."""
    rows = database.fetch(
        """
        SELECT * FROM marts.change
        WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND then_period = ? AND now_period = ?
        """,
        [indicator_id, area.type, area.code, then_period, period],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def _bound(parent: Area, member_type: str, period: str, home: str | None) -> dict:
    return {
        "parent_type": parent.type,
        "parent_code": parent.code,
        "member_type": member_type,
        "period": period,
        "home": home,
    }
