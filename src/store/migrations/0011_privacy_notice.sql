-- The privacy notice of a partnership, in the words its own people gave it: every version stays, so that it can be seen what was in force when somebody
-- answered. Until there is one Cairn's own text is shown.
CREATE TABLE privacy_notice (
	partnership @int NOT NULL,
	version @int NOT NULL,
	words @text NOT NULL,
	made_by @text NOT NULL,
	made_at @int NOT NULL,
	PRIMARY KEY (partnership, version),
	FOREIGN KEY (partnership) REFERENCES partnership (id)
);
