-- What a talk about a closed round's results goes through, and in which order. Only of what was released.
CREATE TABLE talk (
	partnership @int NOT NULL,
	round @int NOT NULL,
	saved_by @text NOT NULL,
	saved_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, round),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

CREATE TABLE talk_item (
	partnership @int NOT NULL,
	round @int NOT NULL,
	criterion @text NOT NULL,
	place @int NOT NULL,
	minutes @int NOT NULL,
	skipped @int NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
	PRIMARY KEY (partnership, round, criterion),
	FOREIGN KEY (partnership, round) REFERENCES talk (partnership, round),
	FOREIGN KEY (partnership, round, criterion) REFERENCES round_criterion (partnership, round, criterion)
);

-- What those in the room agreed on one criterion. placed: 1 to 5 on the described line, 0 where none was chosen; people: 0 where nobody counted.
CREATE TABLE position (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	criterion @text NOT NULL,
	outcome @text NOT NULL CHECK (outcome IN ('agreed', 'differ')),
	placed @int NOT NULL DEFAULT 0 CHECK (placed BETWEEN 0 AND 5),
	reason @text NOT NULL,
	agreed_on @int NOT NULL,
	people @int NOT NULL DEFAULT 0 CHECK (people >= 0),
	why @text NOT NULL DEFAULT '',
	recorded_by @text NOT NULL,
	recorded_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, round, criterion),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round),
	FOREIGN KEY (partnership, round, criterion) REFERENCES round_criterion (partnership, round, criterion)
);

-- What a position was before it was changed; why a version took the place of the one before stands with the newer of the two.
CREATE TABLE position_before (
	partnership @int NOT NULL,
	position @int NOT NULL,
	version @int NOT NULL,
	outcome @text NOT NULL,
	placed @int NOT NULL,
	reason @text NOT NULL,
	agreed_on @int NOT NULL,
	people @int NOT NULL,
	why @text NOT NULL,
	recorded_by @text NOT NULL,
	recorded_at @int NOT NULL,
	PRIMARY KEY (partnership, position, version),
	FOREIGN KEY (partnership, position) REFERENCES position (partnership, id)
);

-- Who sees it differently, in their own words. A row is never changed: it holds from one version of the position until another.
CREATE TABLE dissent (
	partnership @int NOT NULL,
	id @id NOT NULL,
	position @int NOT NULL,
	who @text NOT NULL,
	words @text NOT NULL,
	since_version @int NOT NULL,
	until_version @int,
	recorded_by @text NOT NULL,
	recorded_at @int NOT NULL,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, position) REFERENCES position (partnership, id)
);

CREATE INDEX dissent_of_position ON dissent (partnership, position);

-- The released words a position rests on, by their place in the round's release. No key leads there: words may have to be taken out of a release
-- later, and what rests on them must not stand in the way of that.
CREATE TABLE position_words (
	partnership @int NOT NULL,
	position @int NOT NULL,
	words @int NOT NULL,
	since_version @int NOT NULL,
	until_version @int,
	PRIMARY KEY (partnership, position, words, since_version),
	FOREIGN KEY (partnership, position) REFERENCES position (partnership, id)
);

-- What somebody will do, by when. owner null: somebody without an account, named in owner_name. round null: it came of no round. criterion_name
-- is copied, as a framework's next version may call it otherwise. outcome: what came of it, or why it was let go.
CREATE TABLE action (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	what @text NOT NULL,
	kind @text NOT NULL CHECK (kind IN ('strength', 'development')),
	round @int,
	criterion @text NOT NULL DEFAULT '',
	criterion_name @text NOT NULL DEFAULT '',
	position @int,
	owner @int,
	owner_name @text NOT NULL DEFAULT '',
	due_on @int NOT NULL,
	status @text NOT NULL CHECK (status IN ('todo', 'underway', 'done', 'letgo')),
	outcome @text NOT NULL DEFAULT '',
	ended_at @int,
	waits_for @int,
	is_example @int NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
	made_by @text NOT NULL,
	made_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id),
	FOREIGN KEY (partnership, position) REFERENCES position (partnership, id),
	FOREIGN KEY (partnership, owner) REFERENCES membership (partnership, account),
	FOREIGN KEY (partnership, waits_for) REFERENCES action (partnership, id)
);

CREATE INDEX action_of_round ON action (partnership, round);

-- What was said of an action and what it was from then on: one row an act, never changed.
CREATE TABLE action_said (
	partnership @int NOT NULL,
	action @int NOT NULL,
	version @int NOT NULL,
	at @int NOT NULL,
	who @text NOT NULL,
	said @text NOT NULL,
	what @text NOT NULL,
	kind @text NOT NULL,
	owner_name @text NOT NULL,
	due_on @int NOT NULL,
	status @text NOT NULL,
	waits_for @int,
	PRIMARY KEY (partnership, action, version),
	FOREIGN KEY (partnership, action) REFERENCES action (partnership, id)
);
