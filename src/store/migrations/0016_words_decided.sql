-- How many words of a round are still to be decided about is read from the index alone.
CREATE INDEX words_to_check_decided ON words_to_check (partnership, round, decision);
