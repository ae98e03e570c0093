"""Change: since the baseline, of the spread between practices, and against ordinary variation."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def improvement(database: Database, area: Area) -> pd.DataFrame:
    """What changed in an area since the baseline, one row per indicator; columns as `marts.improvement`."""
    return database.fetch(
        "SELECT * FROM marts.improvement WHERE area_type = ? AND area_code = ? ORDER BY indicator_id", [area.type, area.code]
    )


def spread_change(database: Database, comparator: Area) -> pd.DataFrame:
    """Whether the practices of an area became more alike since the baseline; columns as `marts.spread_change`."""
    return database.fetch(
        "SELECT * FROM marts.spread_change WHERE area_type = 'practice' AND comparator_type = ? AND comparator_code = ?",
        [comparator.type, comparator.code],
    )


def control_chart(database: Database, indicator_id: str, area: Area, baseline: int | None = None) -> pd.DataFrame:
    """The control chart of an area's monthly or quarterly series, oldest first; columns as `marts.control_chart`. Often empty.

    With `baseline` the first so many points of the newest definition set its mean and limits, and all its points are judged anew.
    """
    bound = {"indicator": indicator_id, "area_type": area.type, "area_code": area.code}
    drawn = """
        SELECT * FROM marts.control_chart
        WHERE indicator_id = $indicator AND area_type = $area_type AND area_code = $area_code
    """
    if baseline is None:
        return database.fetch(f"{drawn} ORDER BY period_end", bound)
    return database.fetch(
        f"""
        WITH drawn AS ({drawn}),
        point AS (
            SELECT indicator_id AS series, segment, period_end AS occasion, value FROM drawn
            WHERE segment = (SELECT max(segment) FROM drawn)
        ),
        rested AS (
            SELECT drawn.* REPLACE (
                    chart.mean AS mean, chart.signal AS signal,
                    macros.possible_limit(chart.lower_limit, indicator.kind, indicator.multiplier) AS lower_limit,
                    macros.possible_limit(chart.upper_limit, indicator.kind, indicator.multiplier) AS upper_limit,
                    macros.possible_limit(chart.near_lower, indicator.kind, indicator.multiplier) AS near_lower,
                    macros.possible_limit(chart.near_upper, indicator.kind, indicator.multiplier) AS near_upper,
                    macros.variation(chart.signal, chart.signal_side, indicator.polarity) AS variation,
                    macros.assurance(
                        CASE indicator.polarity WHEN 'higher_better' THEN target.at_least ELSE target.at_most END,
                        chart.lower_limit, chart.upper_limit, indicator.polarity
                    ) AS assurance,
                    $baseline < 13 AS is_trial
                )
            FROM macros.control_chart('point', baseline_n := $baseline) AS chart
            INNER JOIN drawn ON chart.segment = drawn.segment AND chart.occasion = drawn.period_end
            INNER JOIN marts.indicator AS indicator ON drawn.indicator_id = indicator.indicator_id
            LEFT JOIN marts.target AS target
                ON drawn.indicator_id = target.indicator_id AND drawn.area_type = target.area_type
                AND drawn.area_code = target.area_code
        )
        FROM rested UNION ALL BY NAME FROM drawn WHERE segment < (SELECT max(segment) FROM drawn) ORDER BY period_end
        """,
        bound | {"baseline": baseline},
    )
