-- A rise or fall in words, by the agreed direction
-- Method: better where the change goes the agreed way, worse where it goes against it; plain words where none is agreed
-- Notes: the four words are the caller's, so that outcome, change and trend read alike
CREATE MACRO macros.direction_of(is_rise, polarity, better, worse, rise, fall) AS
CASE
    WHEN polarity = 'neutral' AND is_rise THEN rise
    WHEN polarity = 'neutral' AND NOT is_rise THEN fall
    WHEN (polarity = 'higher_better') = is_rise THEN better
    WHEN (polarity = 'higher_better') <> is_rise THEN worse
END;
