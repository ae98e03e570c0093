-- Upper limit of a mean
-- Reads: macros.student_t
-- Method: mean + t sd / sqrt(n); as mean_lower
CREATE MACRO macros.mean_upper(mean, sd, n, level) AS
mean + macros.student_t(n - 1, level) * sd / nullif(sqrt(n), 0);
