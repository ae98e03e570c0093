"""One practice: what kind of practice it is, who its patients are, what stands behind its figures, and its review triggers."""

import pandas as pd

from pcdash.served.database import Database


def facts(database: Database, practice_code: str) -> dict[str, dict]:
    """Ages and deprivation of a practice's patients, by indicator_id; an indicator without a value is absent.

    Each: period, value, england_value, quintile (1 holds England's highest values), of (practices ranked); NaN where unknown.
    """
    rows = database.fetch(
        """
        SELECT figure.indicator_id, figure.period, figure.value, england.comparator_value AS england_value, england.quintile,
            england.of
        FROM marts.newest_value AS figure
        LEFT JOIN marts.spine AS england
            ON figure.indicator_id = england.indicator_id
            AND england.area_type = 'practice' AND england.area_code = $practice AND england.comparator_type = 'england'
        WHERE figure.area_type = 'practice' AND figure.area_code = $practice AND figure.state = 'value'
            AND figure.indicator_id IN ('pop_aged_65_plus', 'pop_aged_75_plus', 'pop_deprivation_score')
        """,
        {"practice": practice_code},
    )
    return {row["indicator_id"]: row for row in rows.to_dict("records")}


def adjustments(database: Database, practice_code: str) -> pd.DataFrame:
    """QOF achievement with and without personalised care adjustments, in the newest year of each indicator that has any.

    Columns: indicator_id, domain, name, short_name, period, source_id; value, net, rate (per cent) with `_lower95`, `_upper95` and
    `_england` each; outcome of the quality figure (value) against England; rate_outcome: lower, similar or higher than England.
    """
    return database.fetch(
        """
        WITH figure AS (
            SELECT indicator_id, period, period_end, category, value, lower95, upper95, source_id
            FROM marts.indicator_value AS figure
            WHERE area_type = 'practice' AND area_code = $practice AND state = 'value'
                AND category IN ('', 'Net of adjustments', 'Adjustment rate')
                AND is_whole
        ),
        newest AS (
            SELECT indicator_id, arg_max(period, (period_end, period)) AS period FROM figure
            WHERE category = 'Net of adjustments' GROUP BY indicator_id
        ),
        compared AS (
            SELECT indicator_id, period, category, comparator_value, outcome FROM marts.comparison
            WHERE area_type = 'practice' AND area_code = $practice AND comparator_type = 'england'
                AND category IN ('', 'Net of adjustments', 'Adjustment rate')
        )
        SELECT indicator.indicator_id, indicator.domain, indicator.name, indicator.short_name, newest.period,
            any_value(figure.source_id) AS source_id,
            max(figure.value) FILTER (figure.category = '') AS value,
            max(figure.lower95) FILTER (figure.category = '') AS value_lower95,
            max(figure.upper95) FILTER (figure.category = '') AS value_upper95,
            max(compared.comparator_value) FILTER (figure.category = '') AS value_england,
            coalesce(any_value(compared.outcome) FILTER (figure.category = ''), 'not_compared') AS outcome,
            max(figure.value) FILTER (figure.category = 'Net of adjustments') AS net,
            max(figure.lower95) FILTER (figure.category = 'Net of adjustments') AS net_lower95,
            max(figure.upper95) FILTER (figure.category = 'Net of adjustments') AS net_upper95,
            max(compared.comparator_value) FILTER (figure.category = 'Net of adjustments') AS net_england,
            max(figure.value) FILTER (figure.category = 'Adjustment rate') AS rate,
            max(figure.lower95) FILTER (figure.category = 'Adjustment rate') AS rate_lower95,
            max(figure.upper95) FILTER (figure.category = 'Adjustment rate') AS rate_upper95,
            max(compared.comparator_value) FILTER (figure.category = 'Adjustment rate') AS rate_england,
            coalesce(any_value(compared.outcome) FILTER (figure.category = 'Adjustment rate'), 'not_compared') AS rate_outcome
        FROM newest
        INNER JOIN figure USING (indicator_id, period)
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        LEFT JOIN compared USING (indicator_id, period, category)
        GROUP BY indicator.indicator_id, indicator.domain, indicator.name, indicator.short_name, indicator.display_order,
            newest.period
        ORDER BY indicator.display_order
        """,
        {"practice": practice_code},
    )


def practice_series(database: Database, practice_code: str, indicator_id: str, comparator: str) -> pd.DataFrame:
    """The points of a practice and of its comparator at each of them, oldest first, each practice before its comparator.

    Columns: indicator_id, area_type, area_code, area_name, period, period_start, period_end, numerator, denominator, value,
    lower95, upper95, state, segment, break_reason, source_id. A comparator's counts are NaN.
    """
    return database.fetch(
        """
        WITH mine AS (
            SELECT trend.indicator_id, trend.area_type, trend.area_code, trend.area_name, trend.period, trend.period_start,
                trend.period_end, trend.numerator, trend.denominator, trend.value, trend.lower95, trend.upper95, trend.state,
                trend.segment, trend.break_reason, trend.source_id
            FROM marts.headline_trend AS trend
            WHERE trend.indicator_id = $indicator AND trend.area_type = 'practice' AND trend.area_code = $practice
        )
        SELECT * FROM mine
        UNION ALL BY NAME
        SELECT mine.* REPLACE (
            comparison.comparator_type AS area_type, comparison.comparator_code AS area_code,
            if(indicator.kind = 'count', 'expected at the rate of ' || comparison.comparator_name, comparison.comparator_name)
                AS area_name, NULL AS numerator, NULL AS denominator,
            comparison.comparator_value AS value, comparison.comparator_lower95 AS lower95,
            comparison.comparator_upper95 AS upper95, NULL AS source_id
        )
        FROM mine INNER JOIN marts.headline_comparison AS comparison USING (indicator_id, period)
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE comparison.area_type = 'practice' AND comparison.area_code = $practice
            AND comparison.comparator_type = $comparator
        ORDER BY period_end, area_type <> 'practice'
        """,
        {"practice": practice_code, "indicator": indicator_id, "comparator": comparator},
    )


def list_ages(database: Database, practice_code: str) -> pd.DataFrame:
    """Who is on the practice's newest list with ages, and on those of its borough and England in the same month.

    Columns: those of `marts.list_age`, and area_name; oldest group first, by sex and area.
    """
    return database.fetch(
        """
        WITH mine AS (
            SELECT area.area_code, area.place_code, max_by(list.period, list.period_end) AS period
            FROM marts.area AS area INNER JOIN marts.list_age AS list USING (area_type, area_code)
            WHERE area.area_type = 'practice' AND area.area_code = $practice GROUP BY ALL
        )
        SELECT list.*, area.area_name
        FROM mine
        INNER JOIN marts.list_age AS list USING (period)
        INNER JOIN marts.area AS area ON list.area_type = area.area_type AND list.area_code = area.area_code
        WHERE (list.area_type = 'practice' AND list.area_code = mine.area_code)
            OR (list.area_type = 'borough' AND list.area_code = mine.place_code)
            OR list.area_type = 'england'
        ORDER BY list.age_from DESC, list.sex DESC, list.area_type
        """,
        {"practice": practice_code},
    )


def triggers(database: Database, practice_code: str) -> pd.DataFrame:
    """The standards of a practice that were judged, the worst first; columns as `marts.trigger`, and name and unit."""
    return database.fetch(
        """
        SELECT trigger.*, indicator.name, indicator.unit
        FROM marts.trigger AS trigger INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE trigger.area_code = ? AND trigger.level IS NOT NULL
        ORDER BY trigger.level DESC, indicator.display_order
        """,
        [practice_code],
    )


def trigger_summary(database: Database, practice_code: str) -> dict | None:
    """The review category of a practice, or None where nothing was judged; keys as `marts.trigger_summary`."""
    rows = database.fetch("SELECT * FROM marts.trigger_summary WHERE area_code = ?", [practice_code])
    return rows.iloc[0].to_dict() if len(rows) else None


def review_categories(database: Database) -> pd.DataFrame:
    """The categories of the outcome standards in the order in which they are tried; columns as `marts.review_category`."""
    return database.fetch("SELECT * FROM marts.review_category ORDER BY category_order")
