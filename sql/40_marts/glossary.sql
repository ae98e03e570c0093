-- What the dashboard's terms mean: the text of each tooltip and of the glossary
-- Grain: one row per term
-- Key: term_id
-- Reads: tables.glossary
-- Notes: a term is met where a page's text holds one of `written_as` as whole words, in any case.
CREATE VIEW marts.glossary AS
SELECT
    term_id,
    term_name,
    written_as,
    meaning
FROM tables.glossary;
