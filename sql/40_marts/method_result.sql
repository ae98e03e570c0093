-- Results of the worked examples, as worked by hand
-- Grain: one row per method and result
-- Key: method_id, result_column
-- Reads: tables.method_result
-- Notes: `by_hand` is the result as printed, to its own digits.
CREATE VIEW marts.method_result AS
SELECT
    method_id,
    display_order,
    result_column,
    result_label,
    by_hand
FROM tables.method_result;
