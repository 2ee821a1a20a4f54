-- When something was last taken out of a round's words, read without going through all of them.
CREATE INDEX released_words_taken_out ON released_words (partnership, round, taken_out_at) WHERE taken_out_at IS NOT NULL;
