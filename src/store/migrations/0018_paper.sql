-- Paper forms of a round: each has a number, and is entered once as one participant of its group.
-- participant: whose answers came from it while the round is open; which they were is forgotten when it closes.
CREATE TABLE paper (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	round_group @int NOT NULL,
	number @int NOT NULL,
	made_by @int,
	made_at @int NOT NULL,
	entered_by @int,
	entered_at @int,
	participant @int,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, round, number),
	FOREIGN KEY (partnership, round, round_group) REFERENCES round_group (partnership, round, id),
	FOREIGN KEY (partnership, round, participant) REFERENCES participant (partnership, round, id)
);

CREATE INDEX paper_of_group ON paper (partnership, round_group);
CREATE UNIQUE INDEX paper_of_participant ON paper (partnership, participant);

-- An entry that was taken back: why, by whom and when, and whose entry it had been; never what it said.
CREATE TABLE paper_taken_back (
	partnership @int NOT NULL,
	id @id NOT NULL,
	paper @int NOT NULL,
	reason @text NOT NULL,
	entered_by @int,
	entered_at @int NOT NULL,
	removed_by @int,
	removed_at @int NOT NULL,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, paper) REFERENCES paper (partnership, id)
);

CREATE INDEX paper_taken_back_of ON paper_taken_back (partnership, paper);
