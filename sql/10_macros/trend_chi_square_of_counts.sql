-- How strongly a series of proportions rises or falls
-- Method: N (N sum(x t) - X sum(n t))^2 / (X (N - X) (N sum(n t^2) - sum(n t)^2)), with X = sum(x), N = sum(n): Cochran and
--   Armitage's test for trend, chi-square with one degree of freedom
-- Notes: `x` and `n` are lists, oldest first
CREATE MACRO macros.trend_chi_square_of_counts(x, n) AS
list_sum(n)
* (
    list_sum(n) * list_sum([events * t FOR events, t IN x])
    - list_sum(x) * list_sum([people * t FOR people, t IN n])
) ^ 2
/ nullif(
    list_sum(x) * (list_sum(n) - list_sum(x))
    * (
        list_sum(n) * list_sum([people * t ^ 2 FOR people, t IN n])
        - list_sum([people * t FOR people, t IN n]) ^ 2
    ), 0
);
