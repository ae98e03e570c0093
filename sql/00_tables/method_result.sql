-- Results of the worked examples, as worked by hand
-- Grain: one row per method and result
-- Key: method_id, result_column
-- Notes: from data/methods.toml; `by_hand` is the result as printed, to its own digits.
CREATE TABLE tables.method_result (
    method_id VARCHAR NOT NULL,
    display_order INTEGER NOT NULL,
    result_column VARCHAR NOT NULL,
    result_label VARCHAR NOT NULL,
    by_hand VARCHAR NOT NULL
);
