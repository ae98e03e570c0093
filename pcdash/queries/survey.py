"""What patients answered: an area's newest results, one question through the years, and that question practice by practice."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area

# The survey was redesigned in 2018 and replaced in 2024: figures are compared only within these stretches.
_ERA = "CASE WHEN year(period_end) < 2018 THEN 'To 2017' WHEN year(period_end) < 2024 THEN '2018 to 2023' ELSE 'Since 2024' END"

_FIGURES = f"""
    SELECT picked.indicator_id, picked.area_type, picked.area_code, picked.area_name, picked.period, picked.period_end,
        {_ERA.replace("period_end", "picked.period_end")} AS era, picked.numerator, picked.denominator, picked.value,
        picked.lower95, picked.upper95, picked.state, picked.source_id, base.weighted_base, base.unweighted_base,
        comparison.comparator_name, comparison.comparator_code, comparison.comparator_value,
        comparison.comparator_lower95, comparison.comparator_upper95, coalesce(comparison.outcome, 'not_compared') AS outcome
    FROM picked
    LEFT JOIN marts.survey_base AS base
        ON picked.indicator_id = base.indicator_id AND picked.area_type = base.area_type
        AND picked.area_code = base.area_code AND picked.period = base.period
    LEFT JOIN marts.headline_comparison AS comparison
        ON picked.indicator_id = comparison.indicator_id AND picked.area_type = comparison.area_type
        AND picked.area_code = comparison.area_code AND picked.period = comparison.period
        AND comparison.comparator_type = $comparator
"""

# Bars start at 0: positive answers go up from it, the most positive last; the others down, the most negative last. A figure without
# single answers has one bar for the positive ones and one for all others.
_BARS = """
    , answered AS (
        SELECT picked.indicator_id, picked.area_code, picked.period, answer.place_in_order, answer.answer, answer.percentage,
            CASE
                WHEN answer.side = 'positive' AND answer.place_in_order = 1 THEN 'most positive'
                WHEN answer.side = 'negative' AND answer.place_in_order = max(answer.place_in_order) OVER whole
                    THEN 'most negative'
                ELSE answer.side
            END AS tone,
            sum(answer.percentage) OVER (whole ORDER BY answer.place_in_order) AS up_to,
            sum(answer.percentage) FILTER (answer.side = 'positive') OVER whole AS positive
        FROM picked
        INNER JOIN marts.survey_answer AS answer USING (indicator_id, area_type, area_code, period)
        WHERE picked.state = 'value'
        WINDOW whole AS (PARTITION BY picked.indicator_id, picked.area_code, picked.period)
    )
    SELECT indicator_id, area_code, period, answer, tone, percentage,
        positive - up_to AS start, positive - up_to + percentage AS finish
    FROM answered
    UNION ALL
    SELECT picked.indicator_id, picked.area_code, picked.period, side.answer, side.tone, side.finish - side.start, side.start,
        side.finish
    FROM picked
    CROSS JOIN LATERAL (
        VALUES ('All positive answers', 'positive', 0.0, picked.value), ('All other answers', 'middle', picked.value - 100, 0.0)
    ) AS side (answer, tone, start, finish)
    WHERE picked.state = 'value' AND NOT EXISTS (
        SELECT 1 FROM answered
        WHERE answered.indicator_id = picked.indicator_id AND answered.area_code = picked.area_code
            AND answered.period = picked.period
    )
    ORDER BY indicator_id, area_code, period, start
"""
_NEWEST = """
    WITH picked AS (
        SELECT figure.* FROM marts.headline_value AS figure
        WHERE figure.domain = 'survey' AND figure.area_type = $area_type AND figure.area_code = $area_code
            AND figure.state = 'value'
        QUALIFY row_number() OVER (PARTITION BY figure.indicator_id ORDER BY figure.period_end DESC, figure.period DESC) = 1
    )
"""
_YEARS = """
    WITH picked AS (
        SELECT figure.* FROM marts.headline_value AS figure
        WHERE figure.indicator_id = $indicator AND figure.area_type = $area_type AND figure.area_code = $area_code
            AND figure.state <> 'closed'
    )
"""


def glance(database: Database, area: Area, comparator: str) -> pd.DataFrame:
    """Every survey question of one area in its newest year, newest era first, then in the catalogue's order.

    Columns: those of `marts.headline_value`, name, short_name, era (in words), weighted_base, unweighted_base (NaN where the file
    gives no count of people), comparator_name, comparator_value with its limits, outcome.
    """
    return database.fetch(
        f"""{_NEWEST} SELECT indicator.name, indicator.short_name, figure.* FROM ({_FIGURES}) AS figure
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        ORDER BY list_position(['Since 2024', '2018 to 2023', 'To 2017'], era), indicator.display_order""",
        {"area_type": area.type, "area_code": area.code, "comparator": comparator},
    )


def glance_answers(database: Database, area: Area) -> pd.DataFrame:
    """The answers behind `glance`, as bars: indicator_id, area_code, period, answer, tone, percentage, start, finish."""
    return database.fetch(f"{_NEWEST} {_BARS}", {"area_type": area.type, "area_code": area.code})


def years(database: Database, indicator_id: str, area: Area, comparator: str) -> pd.DataFrame:
    """One question of one area in every year, newest first; columns of `glance` without the names."""
    return database.fetch(
        f"{_YEARS} {_FIGURES} ORDER BY period_end DESC",
        {"indicator": indicator_id, "area_type": area.type, "area_code": area.code, "comparator": comparator},
    )


def years_answers(database: Database, indicator_id: str, area: Area) -> pd.DataFrame:
    """The answers behind `years`, as bars."""
    return database.fetch(f"{_YEARS} {_BARS}", {"indicator": indicator_id, "area_type": area.type, "area_code": area.code})


def practice_answers(database: Database, indicator_id: str, period: str, area_codes: list[str]) -> pd.DataFrame:
    """One question's answers in a year at the given practices, as bars."""
    return database.fetch(
        f"""
        WITH picked AS (
            SELECT figure.* FROM marts.headline_value AS figure
            WHERE figure.indicator_id = $indicator AND figure.area_type = 'practice' AND figure.period = $period
                AND list_contains($codes, figure.area_code)
        ) {_BARS}""",
        {"indicator": indicator_id, "period": period, "codes": area_codes},
    )


def strategy(database: Database, area: Area) -> pd.DataFrame:
    """The patient survey table that an area's strategy printed, with the dashboard's own figures beside; empty for all others.

    Columns: those of `marts.strategy_survey`, value, lower95, upper95, england_value, difference (points), outcome, value_before
    (the year before), source_id.
    """
    return database.fetch(
        """
        SELECT asked.*, mine.value, mine.lower95, mine.upper95, mine.state, mine.source_id, england.value AS england_value,
            mine.value - england.value AS difference, coalesce(comparison.outcome, 'not_compared') AS outcome,
            before.value AS value_before
        FROM marts.strategy_survey AS asked
        LEFT JOIN marts.headline_value AS mine
            ON asked.indicator_id = mine.indicator_id AND asked.period = mine.period AND mine.state = 'value'
            AND mine.area_type = $area_type AND mine.area_code = $area_code
        LEFT JOIN marts.headline_value AS england
            ON asked.indicator_id = england.indicator_id AND asked.period = england.period AND england.area_type = 'england'
            AND england.state = 'value'
        LEFT JOIN marts.headline_value AS before
            ON asked.indicator_id = before.indicator_id AND before.state = 'value' AND before.area_type = $area_type
            AND before.area_code = $area_code AND before.period = CAST(CAST(asked.period AS INTEGER) - 1 AS VARCHAR)
        LEFT JOIN marts.headline_comparison AS comparison
            ON mine.indicator_id = comparison.indicator_id AND mine.period = comparison.period
            AND comparison.area_type = $area_type AND comparison.area_code = $area_code
            AND comparison.comparator_type = 'england'
        WHERE asked.place_code = $area_code AND $area_type = 'borough'
        ORDER BY asked.place_in_order
        """,
        {"area_type": area.type, "area_code": area.code},
    )
