"""What a board asks of an area: what changed and stands out, how its parts compare, whether practices became more alike."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def standing(database: Database, area: Area, comparator: str) -> pd.DataFrame:
    """Every indicator of an area in its newest period, against a comparator and the baseline, in the catalogue's order.

    Columns: those of the catalogue that a figure needs, standing and to_period of `marts.series`, the figure, comparator_name,
    comparator_value, outcome, distance_in_errors, recent_trend; then_period, then_value, change and its limits, change_in_errors,
    direction (NaN without a comparable earlier figure); and `noted`, NaN or the reason why the indicator belongs among the concerns
    (worse_and_worsened, worsened, worse) or the improvements (improved), with `place` 1 for the first of either.

    Noted are indicators with an agreed direction that go on and whose newest figure is no older than the baseline. Concerns: worse
    and worsened first, then worsened, then worse and not improved; within these, and among improvements, by the size of the change
    in its own standard errors, or of the distance to the comparator where only that is noted.
    """
    return database.fetch(
        """
        WITH mine AS (SELECT * FROM marts.newest_value WHERE area_type = $area_type AND area_code = $area_code),
        against AS (
            SELECT * FROM marts.spine
            WHERE area_type = $area_type AND area_code = $area_code AND comparator_type = $comparator
        ),
        since AS (SELECT * FROM marts.improvement WHERE area_type = $area_type AND area_code = $area_code),
        baseline AS (
            SELECT min(period.period_end) AS period_end
            FROM marts.place AS place INNER JOIN marts.period AS period ON place.baseline_period = period.period
            INNER JOIN marts.area AS area ON area.area_type = $area_type AND area.area_code = $area_code
            WHERE area.place_code = place.place_code OR area.area_code = place.place_code OR EXISTS (
                FROM marts.area_member AS member
                WHERE member.child_type = 'borough' AND member.child_code = place.place_code
                    AND member.parent_type = area.area_type AND member.parent_code = area.area_code
                    AND member.parent_type = 'system'
            )
        ),
        stood AS (
            SELECT mine.indicator_id, mine.domain, indicator.name, indicator.short_name, indicator.kind, indicator.unit,
                indicator.polarity, indicator.sex, indicator.age, indicator.display_order, series.standing, series.to_period,
                mine.area_type, mine.area_code, mine.area_name, mine.period, mine.period_end, mine.numerator,
                mine.denominator, mine.value, mine.lower95, mine.upper95, mine.state, mine.source_id, mine.recent_trend,
                against.comparator_code, against.comparator_name, against.comparator_value,
                coalesce(against.outcome, 'not_compared') AS outcome, against.distance_in_errors,
                since.then_period, since.then_value, since.change, since.change_lower95, since.change_upper95,
                since.change_in_errors, since.direction,
                CASE
                    WHEN indicator.polarity = 'neutral' OR series.standing = 'ended' THEN NULL
                    WHEN mine.state <> 'value' OR mine.period_end < baseline.period_end THEN NULL
                    WHEN since.direction = 'improved' THEN 'improved'
                    WHEN since.direction = 'worsened' AND against.outcome = 'worse' THEN 'worse_and_worsened'
                    WHEN since.direction = 'worsened' THEN 'worsened'
                    WHEN against.outcome = 'worse' THEN 'worse'
                END AS noted
            FROM mine
            INNER JOIN marts.indicator AS indicator USING (indicator_id)
            INNER JOIN marts.series AS series USING (indicator_id)
            CROSS JOIN baseline
            LEFT JOIN against ON mine.indicator_id = against.indicator_id
            LEFT JOIN since ON mine.indicator_id = since.indicator_id
        )
        SELECT * EXCLUDE (display_order),
            CASE WHEN noted IS NOT NULL THEN row_number() OVER (
                PARTITION BY noted IS NULL, noted = 'improved'
                ORDER BY list_position(['worse_and_worsened', 'worsened', 'worse'], noted),
                    abs(if(noted = 'worse', distance_in_errors, change_in_errors)) DESC NULLS LAST, display_order
            ) END AS place
        FROM stood ORDER BY display_order
        """,
        {"area_type": area.type, "area_code": area.code, "comparator": comparator},
    )


def locality_outcomes(database: Database, place_code: str, comparator: str) -> pd.DataFrame:
    """How many indicators of each locality of a place are better, similar and worse than its comparator; one row per locality.

    Counted are those with an agreed direction that go on, in their newest figure. Columns: area_code, area_name, better, similar,
    worse (0 where none is compared).
    """
    return database.fetch(
        """
        SELECT area.area_code, area.area_name, count(*) FILTER (WHERE spine.outcome = 'better') AS better,
            count(*) FILTER (WHERE spine.outcome = 'similar') AS similar, count(*) FILTER (WHERE spine.outcome = 'worse') AS worse
        FROM marts.area AS area
        LEFT JOIN (
            SELECT spine.area_code, spine.outcome
            FROM marts.spine AS spine
            INNER JOIN marts.indicator AS indicator USING (indicator_id)
            INNER JOIN marts.series AS series USING (indicator_id)
            WHERE spine.area_type = 'locality' AND spine.comparator_type = ? AND indicator.polarity <> 'neutral'
                AND series.standing <> 'ended'
        ) AS spine USING (area_code)
        WHERE area.area_type = 'locality' AND area.place_code = ?
        GROUP BY area.area_code, area.area_name ORDER BY area.area_code
        """,
        [comparator, place_code],
    )


def short_series(database: Database, area: Area, comparator: str, indicator_ids: tuple[str, ...]) -> pd.DataFrame:
    """The years of some indicators of an area beside its comparator's, oldest first; the newest kind of period only.

    Columns: indicator_id, period, period_end, value, segment, comparator_name, comparator_value (NaN where there is none).
    """
    return database.fetch(
        """
        WITH point AS (
            SELECT trend.* FROM marts.headline_trend AS trend
            WHERE trend.area_type = $area_type AND trend.area_code = $area_code AND trend.state = 'value'
                AND list_contains($indicators, trend.indicator_id)
            QUALIFY trend.period_kind = last(trend.period_kind) OVER (
                PARTITION BY trend.indicator_id ORDER BY trend.period_end, trend.period
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            )
        ),
        against AS (
            SELECT * FROM marts.headline_comparison
            WHERE area_type = $area_type AND area_code = $area_code AND comparator_type = $comparator
                AND list_contains($indicators, indicator_id)
        )
        SELECT point.indicator_id, point.period, point.period_end, point.value, point.segment, against.comparator_name,
            against.comparator_value
        FROM point LEFT JOIN against USING (indicator_id, period)
        ORDER BY point.indicator_id, point.period_end
        """,
        {"area_type": area.type, "area_code": area.code, "comparator": comparator, "indicators": list(indicator_ids)},
    )


def rug(database: Database, area: Area, place_code: str, comparator: str) -> pd.DataFrame:
    """The parts of a place or system by every indicator, each against the comparator, in one period per indicator.

    Areas: the system, its boroughs if the system is chosen or else the place's borough, and the localities of these. The period
    of an indicator is the newest in which the chosen area has a value, else the newest of any. One row per indicator and area
    of the grid with a figure; the comparator's own value is in `comparator_value` and on rows of its own, with `position` 0.
    Columns: indicator_id, domain, short_name, name, unit, polarity, sex, age, display_order, period, position, area_type,
    area_code, area_name, numerator, denominator, value, lower95, upper95, state, source_id, comparator_name, comparator_value,
    outcome.
    """
    return database.fetch(
        """
        WITH grid AS (
            SELECT area.area_type, area.area_code, area.area_name,
                1 + list_position(['system', 'borough', 'locality'], area.area_type) AS position
            FROM marts.area AS area
            WHERE CASE $area_type
                WHEN 'system' THEN
                    (area.area_type = 'system' AND area.area_code = $area_code)
                    OR (area.area_type IN ('borough', 'locality') AND area.area_code IN (
                        SELECT child_code FROM marts.area_member
                        WHERE parent_type = 'system' AND parent_code = $area_code
                        QUALIFY valid_from = max(valid_from) OVER ()
                    ))
                ELSE
                    (area.area_type = 'borough' AND area.area_code = $place)
                    OR (area.area_type = 'locality' AND area.place_code = $place)
                    OR (area.area_type = 'system' AND area.area_code IN (
                        SELECT system_code FROM marts.place WHERE place_code = $place
                    ))
                END
        ),
        figure AS (
            SELECT figure.*, grid.position FROM marts.headline_trend AS figure INNER JOIN grid USING (area_type, area_code)
            WHERE figure.state <> 'closed'
        ),
        shown AS (
            SELECT indicator_id, arg_max(period, (area_code = $area_code, period_end, period)) AS period FROM figure
            WHERE state = 'value' GROUP BY indicator_id
        ),
        against AS (
            SELECT comparison.* FROM marts.headline_comparison AS comparison INNER JOIN grid USING (area_type, area_code)
            WHERE comparison.comparator_type = $comparator
        ),
        cell AS (
            SELECT figure.indicator_id, figure.period, figure.position, figure.area_type, figure.area_code, figure.area_name,
                figure.numerator, figure.denominator, figure.value, figure.lower95, figure.upper95, figure.state,
                figure.source_id, against.comparator_code, against.comparator_name, against.comparator_value,
                coalesce(against.outcome, 'not_compared') AS outcome
            FROM figure INNER JOIN shown USING (indicator_id, period)
            LEFT JOIN against USING (indicator_id, area_type, area_code, period)
        ),
        -- The comparators of the chosen area, or where it has no figure those that all other areas share, each with its own figure:
        -- of a count, `comparator_value` is what its rate would give the area.
        comparator AS (
            SELECT indicator_id, period, comparator_code AS area_code, comparator_name AS area_name
            FROM cell WHERE comparator_code IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY area_code = $area_code DESC, position) = 1
                AND (area_code = $area_code OR (
                    min(comparator_code) OVER (PARTITION BY indicator_id)
                    = max(comparator_code) OVER (PARTITION BY indicator_id)
                ))
        ),
        own AS (
            SELECT comparator.*, 0 AS position, figure.value
            FROM comparator INNER JOIN marts.headline_value AS figure USING (indicator_id, area_code, period)
            WHERE figure.area_type = $comparator
        ),
        every_cell AS (
            SELECT * FROM cell WHERE area_code NOT IN (SELECT area_code FROM own)
            UNION ALL BY NAME
            SELECT *, $comparator AS area_type, 'value' AS state, 'not_compared' AS outcome FROM own
        )
        SELECT every_cell.indicator_id, indicator.domain, indicator.short_name, indicator.name, indicator.unit,
            indicator.polarity, indicator.sex, indicator.age, indicator.display_order, every_cell.period, every_cell.position,
            every_cell.area_type, every_cell.area_code, every_cell.area_name, every_cell.numerator, every_cell.denominator,
            every_cell.value, every_cell.lower95, every_cell.upper95, every_cell.state, every_cell.source_id,
            every_cell.comparator_name, every_cell.comparator_value, every_cell.outcome
        FROM every_cell INNER JOIN marts.indicator AS indicator USING (indicator_id)
        ORDER BY indicator.display_order, every_cell.position, every_cell.area_code
        """,
        {"area_type": area.type, "area_code": area.code, "place": place_code, "comparator": comparator},
    )


def alikeness(database: Database, area: Area) -> pd.DataFrame:
    """Whether the practices of an area became more alike, by indicator, the surest changes first; shares and rates only.

    Columns: those of `marts.spread_change`, and name, unit, polarity.
    """
    return database.fetch(
        """
        SELECT spread.*, indicator.name, indicator.unit, indicator.polarity
        FROM marts.spread_change AS spread INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE spread.area_type = 'practice' AND spread.comparator_type = ? AND spread.comparator_code = ?
            AND indicator.kind NOT IN ('size', 'count')
        ORDER BY list_position(['narrower', 'wider', 'no_clear_change', 'not_judged'], spread.spread_direction),
            indicator.polarity = 'neutral', indicator.display_order
        """,
        [area.type, area.code],
    )
