-- From which closed round a round was started. Only that is kept: what is still as it was copied is found by comparing the two.
CREATE TABLE round_copy (
	partnership @int NOT NULL,
	round @int NOT NULL,
	copied_from @int NOT NULL,
	PRIMARY KEY (partnership, round),
	CHECK (copied_from <> round),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id),
	FOREIGN KEY (partnership, copied_from) REFERENCES round (partnership, id)
);
