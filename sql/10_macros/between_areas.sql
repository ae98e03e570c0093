-- Spread between areas beyond what chance makes of their sizes
-- Reads: macros.ratio
-- Method: the standard deviation between areas by the method of moments: with w = 1 / standard error^2 and Q = sum(w y^2) -
--   sum(w y)^2 / sum(w): sqrt((Q - (k - 1)) / (sum(w) - sum(w^2) / sum(w))), 0 where Q is below k - 1; DerSimonian and Laird 1986
-- Notes: an aggregate over areas. NULL for fewer than two areas with a standard error.
CREATE MACRO macros.between_areas(value, standard_error) AS
CASE
    WHEN count(value / nullif(standard_error, 0)) >= 2
        THEN sqrt(greatest(0, macros.ratio(
                sum((value / nullif(standard_error, 0)) ^ 2)
                - macros.ratio(sum(value / nullif(standard_error, 0) ^ 2) ^ 2, sum(1 / nullif(standard_error, 0) ^ 2), 1)
                - (count(value / nullif(standard_error, 0)) - 1),
                sum(1 / nullif(standard_error, 0) ^ 2)
                - macros.ratio(sum(1 / nullif(standard_error, 0) ^ 4), sum(1 / nullif(standard_error, 0) ^ 2), 1),
                1
            )))
END;
