-- Life expectancy at each age from deaths and population
-- Reads: macros.z
-- Method: Chiang's abridged life table with Silcocks' variance over the 20 bands 0, 1-4, 5-9 ... 90 and over: chance of dying in
--   a band q = M n / (1 + M n (1 - a)), survivors, years lived, years left over survivors
-- Notes: `bands` names a relation with the columns series, start_age, population, deaths. A series is left out unless all 20
--   bands are there, no count is missing or impossible, the population is above 5,000 and somebody died in the last band. All is
--   NULL at an age that nobody reaches; the value alone where its 95% interval is wider than 20 years.
CREATE MACRO macros.life_expectancy(bands, level := 95) AS TABLE
    WITH band AS (
        SELECT
            series,
            start_age,
            population,
            deaths,
            deaths / nullif(population, 0) AS death_rate,
            CASE WHEN start_age = 0 THEN 0.1 ELSE 0.5 END AS part_lived,
            CASE
                WHEN start_age = 90 THEN 2 / nullif(deaths / nullif(population, 0), 0)
                ELSE coalesce(lead(start_age) OVER (PARTITION BY series ORDER BY start_age), 90) - start_age
            END AS years,
            count(*) OVER whole = 20
            AND count(deaths + population) OVER whole = 20
            AND bool_and(deaths >= 0 AND population > 0 AND deaths <= population) OVER whole
            AND sum(population) OVER whole > 5000
            AND max(deaths) FILTER (start_age = 90) OVER whole > 0 AS is_usable
        FROM query_table(bands)
        WINDOW whole AS (PARTITION BY series)
    ),

    chance AS (
        SELECT
            *,
            CASE
                WHEN start_age = 90 OR deaths * years * part_lived > population THEN 1
                ELSE death_rate * years / (1 + death_rate * years * (1 - part_lived))
            END AS dying
        FROM band
        WHERE is_usable
    ),

    survivor AS (
        SELECT
            *,
            100000 * coalesce(product(1 - dying) OVER (
                PARTITION BY series ORDER BY start_age ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), 1) AS alive,
            CASE
                WHEN start_age = 90 THEN 4 / (deaths * death_rate ^ 2)
                WHEN dying > 0 AND deaths > 0 THEN dying ^ 2 * (1 - dying) / deaths
                ELSE 0
            END AS dying_variance
        FROM chance
    ),

    lived AS (
        SELECT
            *,
            CASE WHEN start_age = 90 THEN alive / death_rate ELSE years * alive * (1 - dying * (1 - part_lived)) END AS years_lived
        FROM survivor
    ),

    expected AS (
        SELECT
            *,
            sum(years_lived) OVER (PARTITION BY series ORDER BY start_age DESC) / nullif(alive, 0) AS expectancy
        FROM lived
    ),

    varied AS (
        SELECT
            *,
            CASE
                WHEN start_age = 90 THEN (alive / 2) ^ 2 * dying_variance
                ELSE
                    dying_variance * alive ^ 2
                    * ((1 - part_lived) * years + coalesce(lead(expectancy) OVER (PARTITION BY series ORDER BY start_age), 0)) ^ 2
            END AS weighted_variance
        FROM expected
    ),

    certain AS (
        SELECT
            series,
            start_age,
            expectancy,
            sqrt(sum(weighted_variance) OVER (PARTITION BY series ORDER BY start_age DESC) / nullif(alive ^ 2, 0)) AS standard_error
        FROM varied
    )

    SELECT
        series,
        start_age,
        CASE WHEN 1.96 * standard_error <= 10 THEN expectancy END AS value,
        expectancy - macros.z(level) * standard_error AS lower_limit,
        expectancy + macros.z(level) * standard_error AS upper_limit
    FROM certain;
