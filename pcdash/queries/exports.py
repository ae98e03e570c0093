"""What a download asks: all that is known of figures, by their keys."""

import pandas as pd

from pcdash.served.database import Database


def figures(
    database: Database,
    indicator_ids: list[str],
    area_types: list[str],
    area_codes: list[str],
    periods: list[str],
    categories: list[str | None],
    comparator_types: list[str],
) -> pd.DataFrame:
    """One row per key, in the order of the keys, all NaN where there is no such figure.

    A category of None asks for the indicator's headline figure. Columns: area_type, area_name, sex, age, category, numerator,
    denominator, value and both pairs of limits, state, source_id; comparator_code, comparator_name, comparator_value and its 95%
    limits, outcome.
    """
    return database.fetch(
        """
        WITH wanted AS (
            SELECT unnest($indicators) AS indicator_id, unnest($types) AS area_type, unnest($codes) AS area_code,
                unnest($periods) AS period, unnest($categories::VARCHAR[]) AS category,
                unnest($comparators::VARCHAR[]) AS comparator_type, unnest(range(len($indicators))) AS place
        )
        SELECT figure.area_type, figure.area_name, figure.sex, figure.age, figure.category, figure.numerator, figure.denominator,
            figure.value, figure.lower95, figure.upper95, figure.lower99_8, figure.upper99_8, figure.state, figure.source_id,
            comparison.comparator_code, comparison.comparator_name, comparison.comparator_value,
            comparison.comparator_lower95, comparison.comparator_upper95, comparison.outcome
        FROM wanted
        LEFT JOIN marts.indicator_value AS figure
            ON wanted.indicator_id = figure.indicator_id AND wanted.area_type = figure.area_type
            AND wanted.area_code = figure.area_code AND wanted.period = figure.period
            AND if(
                wanted.category IS NULL,
                figure.is_headline,
                wanted.category = figure.category AND figure.is_whole
            )
        LEFT JOIN marts.comparison AS comparison
            ON figure.indicator_id = comparison.indicator_id AND figure.area_type = comparison.area_type
            AND figure.area_code = comparison.area_code AND figure.period = comparison.period AND figure.sex = comparison.sex
            AND figure.age = comparison.age AND figure.category = comparison.category
            AND wanted.comparator_type = comparison.comparator_type
        ORDER BY wanted.place
        """,
        {
            "indicators": indicator_ids,
            "types": area_types,
            "codes": area_codes,
            "periods": periods,
            "categories": categories,
            "comparators": comparator_types,
        },
    )
