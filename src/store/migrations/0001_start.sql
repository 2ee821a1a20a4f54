-- What Cairn remembers. Column types are words expanded for each database (see db/migrate.h).
-- Every table of a partnership has the key (partnership, id) and its foreign keys carry both, so that no record can
-- point into another partnership. Moments are milliseconds UTC; dates are days since 1970; flags are 0 or 1.

CREATE TABLE installation (
	id @int NOT NULL PRIMARY KEY CHECK (id = 1),
	secret @text NOT NULL,
	created_at @int NOT NULL
);

CREATE TABLE partnership (
	id @id NOT NULL PRIMARY KEY,
	name @text NOT NULL,
	is_demonstration @int NOT NULL DEFAULT 0 CHECK (is_demonstration IN (0, 1)),
	created_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1
);

-- A person who signs in; may belong to several partnerships.
CREATE TABLE account (
	id @id NOT NULL PRIMARY KEY,
	email @text NOT NULL,
	email_folded @text NOT NULL UNIQUE,
	name @text NOT NULL,
	password_hash @text NOT NULL,
	created_at @int NOT NULL,
	password_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1
);

CREATE TABLE membership (
	partnership @int NOT NULL REFERENCES partnership (id),
	account @int NOT NULL REFERENCES account (id),
	role @text NOT NULL CHECK (role IN ('administrator', 'planner', 'analyst', 'approver', 'contributor', 'viewer')),
	began_at @int NOT NULL,
	ended_at @int,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, account)
);

CREATE INDEX membership_of_account ON membership (account);

CREATE TABLE session (
	token_hash @text NOT NULL PRIMARY KEY,
	account @int NOT NULL REFERENCES account (id),
	partnership @int,
	began_at @int NOT NULL,
	seen_at @int NOT NULL,
	ends_at @int NOT NULL,
	agent @text NOT NULL,
	number @int NOT NULL
);

CREATE INDEX session_of_account ON session (account);

-- An invitation to join, or a new password's link. Works once.
CREATE TABLE invitation (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	token_hash @text NOT NULL UNIQUE,
	kind @text NOT NULL CHECK (kind IN ('invitation', 'reset')),
	email @text NOT NULL,
	name @text NOT NULL,
	role @text NOT NULL,
	account @int REFERENCES account (id),
	made_by @int,
	made_at @int NOT NULL,
	ends_at @int NOT NULL,
	used_at @int,
	PRIMARY KEY (partnership, id)
);

-- Tries that are limited (signing in, joining by a group link), by a digest of who tried.
CREATE TABLE attempt (
	what @text NOT NULL,
	who @text NOT NULL,
	began_at @int NOT NULL,
	tries @int NOT NULL,
	PRIMARY KEY (what, who)
);

CREATE TABLE voice (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	key @text NOT NULL,
	name @text NOT NULL,
	position @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id)
);

CREATE TABLE people_group (
	partnership @int NOT NULL,
	id @id NOT NULL,
	name @text NOT NULL,
	note @text NOT NULL DEFAULT '',
	prescribed @int NOT NULL DEFAULT 0 CHECK (prescribed IN (0, 1)),
	voice @int NOT NULL,
	minutes @int NOT NULL DEFAULT 0,
	position @int NOT NULL,
	retired @int NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, voice) REFERENCES voice (partnership, id)
);

CREATE TABLE framework (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	key @text NOT NULL,
	title @text NOT NULL,
	current @int NOT NULL DEFAULT 0,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, key)
);

CREATE TABLE framework_version (
	partnership @int NOT NULL,
	id @id NOT NULL,
	framework @int NOT NULL,
	number @int NOT NULL,
	digest @text NOT NULL,
	pack @text NOT NULL,
	loaded_at @int NOT NULL,
	loaded_by @text NOT NULL,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, framework, number),
	FOREIGN KEY (partnership, framework) REFERENCES framework (partnership, id)
);

-- The official wording, kept unaltered and apart from the pack.
CREATE TABLE wording_source (
	partnership @int NOT NULL,
	framework @int NOT NULL,
	digest @text NOT NULL,
	file_name @text NOT NULL,
	credit @text NOT NULL,
	licence @text NOT NULL,
	loaded_at @int NOT NULL,
	loaded_by @text NOT NULL,
	PRIMARY KEY (partnership, framework),
	FOREIGN KEY (partnership, framework) REFERENCES framework (partnership, id)
);

CREATE TABLE wording (
	partnership @int NOT NULL,
	framework @int NOT NULL,
	statement @text NOT NULL,
	position @int NOT NULL,
	said @text NOT NULL,
	PRIMARY KEY (partnership, framework, statement),
	FOREIGN KEY (partnership, framework) REFERENCES wording_source (partnership, framework)
);

CREATE TABLE round (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	title @text NOT NULL,
	purpose @text NOT NULL DEFAULT '',
	framework_version @int NOT NULL,
	depth @text NOT NULL CHECK (depth IN ('conversation', 'criteria', 'statements')),
	state @text NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
	threshold @int NOT NULL DEFAULT 5 CHECK (threshold >= 5),
	shown_to @text NOT NULL DEFAULT 'members' CHECK (shown_to IN ('members', 'participants')),
	closes_on @int,
	opened_at @int,
	closed_at @int,
	made_by @text NOT NULL,
	made_at @int NOT NULL,
	is_example @int NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, framework_version) REFERENCES framework_version (partnership, id)
);

CREATE TABLE round_criterion (
	partnership @int NOT NULL,
	round @int NOT NULL,
	criterion @text NOT NULL,
	position @int NOT NULL,
	PRIMARY KEY (partnership, round, criterion),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id)
);

-- A group asked in a round, with the broad voice it was gathered under before anybody answered.
CREATE TABLE round_group (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	people_group @int NOT NULL,
	name @text NOT NULL,
	voice @int NOT NULL,
	voice_name @text NOT NULL,
	voice_position @int NOT NULL,
	position @int NOT NULL,
	minutes @int NOT NULL,
	link_token @text NOT NULL UNIQUE,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, round, people_group),
	UNIQUE (partnership, round, id),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id),
	FOREIGN KEY (partnership, people_group) REFERENCES people_group (partnership, id),
	FOREIGN KEY (partnership, voice) REFERENCES voice (partnership, id)
);

-- What a group is asked: only what it can know.
CREATE TABLE round_group_criterion (
	partnership @int NOT NULL,
	round_group @int NOT NULL,
	criterion @text NOT NULL,
	PRIMARY KEY (partnership, round_group, criterion),
	FOREIGN KEY (partnership, round_group) REFERENCES round_group (partnership, id)
);

-- One person's link. The label says for whom it was made, only to see who has not used theirs; emptied when the round closes.
CREATE TABLE participant (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	round_group @int NOT NULL,
	token_hash @text NOT NULL UNIQUE,
	label @text NOT NULL DEFAULT '',
	came_by @text NOT NULL CHECK (came_by IN ('personal', 'group')),
	made_at @int NOT NULL,
	begun_at @int,
	finished_at @int,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, round, id),
	FOREIGN KEY (partnership, round, round_group) REFERENCES round_group (partnership, round, id)
);

CREATE INDEX participant_of_group ON participant (partnership, round_group);

-- placed: 1 to 5 on the described line, 0 don't know, -1 does not apply, null not said.
CREATE TABLE response (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	participant @int NOT NULL,
	criterion @text NOT NULL,
	strength @text NOT NULL DEFAULT '',
	placed @int CHECK (placed BETWEEN -1 AND 5),
	reason @text NOT NULL DEFAULT '',
	development @text NOT NULL DEFAULT '',
	saved_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, participant, criterion),
	FOREIGN KEY (partnership, round, participant) REFERENCES participant (partnership, round, id)
);

CREATE TABLE statement_rating (
	partnership @int NOT NULL,
	round @int NOT NULL,
	participant @int NOT NULL,
	statement @text NOT NULL,
	placed @int NOT NULL CHECK (placed BETWEEN -1 AND 5),
	saved_at @int NOT NULL,
	PRIMARY KEY (partnership, participant, statement),
	FOREIGN KEY (partnership, round, participant) REFERENCES participant (partnership, round, id)
);

-- The release: what may be shown of a closed round, decided once. Pages, JSON and CSV read only these five tables.
CREATE TABLE released (
	partnership @int NOT NULL,
	round @int NOT NULL,
	decided_at @int NOT NULL,
	threshold @int NOT NULL,
	method @text NOT NULL,
	answered @int NOT NULL,
	PRIMARY KEY (partnership, round),
	FOREIGN KEY (partnership, round) REFERENCES round (partnership, id)
);

-- A column of the results: a voice (unit 0) or, within it, a group or several small groups together (unit 1, 2, ...).
CREATE TABLE released_unit (
	partnership @int NOT NULL,
	round @int NOT NULL,
	voice @int NOT NULL,
	unit @int NOT NULL,
	name @text NOT NULL,
	group_names @text NOT NULL,
	participants @int,
	PRIMARY KEY (partnership, round, voice, unit),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

-- One item (criterion or statement) in one column; voice 0 is all that is shown. shown = 0: withheld, and the counts are null.
CREATE TABLE released_cell (
	partnership @int NOT NULL,
	round @int NOT NULL,
	item @text NOT NULL,
	is_statement @int NOT NULL CHECK (is_statement IN (0, 1)),
	voice @int NOT NULL,
	unit @int NOT NULL,
	shown @int NOT NULL CHECK (shown IN (0, 1)),
	placed_1 @int,
	placed_2 @int,
	placed_3 @int,
	placed_4 @int,
	placed_5 @int,
	dont_know @int,
	does_not_apply @int,
	PRIMARY KEY (partnership, round, item, voice, unit),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

-- The words, in an order that says nothing; label is empty where too few people would stand behind it.
CREATE TABLE released_words (
	partnership @int NOT NULL,
	round @int NOT NULL,
	position @int NOT NULL,
	criterion @text NOT NULL,
	kind @text NOT NULL CHECK (kind IN ('strength', 'development', 'reason')),
	label @text NOT NULL,
	words @text NOT NULL,
	PRIMARY KEY (partnership, round, position),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

CREATE INDEX released_words_of ON released_words (partnership, round, criterion, kind, position);

-- How many people said something, by criterion and voice; shown as with cells.
CREATE TABLE released_said (
	partnership @int NOT NULL,
	round @int NOT NULL,
	criterion @text NOT NULL,
	voice @int NOT NULL,
	shown @int NOT NULL CHECK (shown IN (0, 1)),
	responded @int,
	strengths @int,
	developments @int,
	PRIMARY KEY (partnership, round, criterion, voice),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

-- The log of what happened: one chain a partnership, and chain 0 for the installation. payload_digest is salted; the payload
-- and its salt are in event_payload, where erasing them leaves a chain that still verifies.
CREATE TABLE event (
	partnership @int NOT NULL,
	number @int NOT NULL,
	at @int NOT NULL,
	account @int NOT NULL,
	kind @text NOT NULL,
	record @text NOT NULL,
	record_id @int NOT NULL,
	payload_digest @text NOT NULL,
	previous @text NOT NULL,
	digest @text NOT NULL,
	PRIMARY KEY (partnership, number)
);

-- What people read of the log: who answered when is not for reading, and there are many such events.
CREATE INDEX event_to_read ON event (partnership, number) WHERE record NOT IN ('response', 'participant', 'release');

CREATE TABLE event_payload (
	partnership @int NOT NULL,
	number @int NOT NULL,
	salt @text NOT NULL,
	payload @text NOT NULL,
	PRIMARY KEY (partnership, number),
	FOREIGN KEY (partnership, number) REFERENCES event (partnership, number)
);

CREATE TABLE event_head (
	partnership @int NOT NULL PRIMARY KEY,
	number @int NOT NULL,
	digest @text NOT NULL
);

-- Long work beside the web site, in a process of its own. version rises with each change of state, so that whoever runs a job knows
-- whether it is still theirs; done_percent and seen_at move without it. Partnership 0: the whole installation, asked for by command.
CREATE TABLE job (
	partnership @int NOT NULL,
	id @int NOT NULL,
	kind @text NOT NULL,
	state @text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
	done_percent @int NOT NULL DEFAULT 0 CHECK (done_percent BETWEEN 0 AND 100),
	asked_by @int NOT NULL,
	asked_at @int NOT NULL,
	began_at @int,
	seen_at @int,
	ended_at @int,
	result @text NOT NULL DEFAULT '',
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id)
);

-- What is still to be done, and that nobody waits for the same check twice.
CREATE INDEX job_open ON job (asked_at) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX job_one_check ON job (partnership) WHERE kind = 'check' AND state IN ('waiting', 'running');
