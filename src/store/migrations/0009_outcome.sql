-- What plans are for: sets of outcomes, principles and standards, as data a partnership edits.
CREATE TABLE outcome_set (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	key @text NOT NULL,
	title @text NOT NULL,
	publisher @text NOT NULL,
	source @text NOT NULL,
	says @text NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, key)
);

CREATE TABLE outcome (
	partnership @int NOT NULL,
	id @id NOT NULL,
	outcome_set @int NOT NULL,
	key @text NOT NULL,
	part @text NOT NULL,
	name @text NOT NULL,
	says @text NOT NULL,
	position @int NOT NULL,
	retired @int NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, outcome_set, key),
	FOREIGN KEY (partnership, outcome_set) REFERENCES outcome_set (partnership, id)
);
