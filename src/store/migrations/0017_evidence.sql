-- What people bring beside an answer: words about it, a link, a file, or several of these in one piece. It is read by nobody else before the
-- round has closed; then a facilitator looks at each piece and shows it or holds it back (decision: '', shown, held). may_show is decided at
-- the close: enough people said something about that criterion that it could be anybody's of them.
CREATE TABLE evidence (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	participant @int NOT NULL,
	criterion @text NOT NULL,
	words @text NOT NULL,
	link @text NOT NULL,
	file @int,
	given_at @int NOT NULL,
	may_show @int NOT NULL DEFAULT 0,
	decision @text NOT NULL DEFAULT '',
	reason @text NOT NULL DEFAULT '',
	reason_words @text NOT NULL DEFAULT '',
	decided_by @text NOT NULL DEFAULT '',
	decided_at @int,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id),
	FOREIGN KEY (partnership, participant) REFERENCES participant (partnership, id),
	FOREIGN KEY (partnership, file) REFERENCES file (partnership, id)
);
CREATE INDEX evidence_by_round ON evidence (partnership, round, may_show, decision);
CREATE INDEX evidence_by_participant ON evidence (partnership, participant, criterion);
