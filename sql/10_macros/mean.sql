-- Lower limit of a mean
-- Reads: macros.student_t
-- Method: mean - t sd / sqrt(n), with Student's t at n - 1 degrees of freedom and sd the sample's standard deviation
-- Notes: 8 areas, mean 53.704, sd 20.976: mean_lower(53.704, 20.976, 8, 95) = 36.17. NULL for a single value.
CREATE MACRO macros.mean_lower(mean, sd, n, level) AS
mean - macros.student_t(n - 1, level) * sd / nullif(sqrt(n), 0);

-- Upper limit of a mean
-- Reads: macros.student_t
-- Method: mean + t sd / sqrt(n); as mean_lower
CREATE MACRO macros.mean_upper(mean, sd, n, level) AS
mean + macros.student_t(n - 1, level) * sd / nullif(sqrt(n), 0);
