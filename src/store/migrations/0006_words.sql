-- The words of a closed round are checked by a facilitator before anybody else reads them; what comes up in them gets tags.

-- When the words were released; null while they are being checked. Rounds that closed before this step released theirs as they closed.
ALTER TABLE released ADD COLUMN words_released_at @int;
UPDATE released SET words_released_at = decided_at;

-- When something was taken out of words that had been shown already; the words are empty when all of it was.
ALTER TABLE released_words ADD COLUMN taken_out_at @int;

-- What people wrote, from the close to its release: label and shuffled place as they were decided at the close. left_words: what is to be
-- shown where something was taken out. Gone from here when it is released. Read only by store/words_check.c.
CREATE TABLE words_to_check (
	partnership @int NOT NULL,
	round @int NOT NULL,
	position @int NOT NULL,
	criterion @text NOT NULL,
	kind @text NOT NULL CHECK (kind IN ('strength', 'development', 'reason')),
	label @text NOT NULL,
	words @text NOT NULL,
	decision @text NOT NULL DEFAULT '' CHECK (decision IN ('', 'kept', 'shortened', 'held')),
	left_words @text NOT NULL DEFAULT '',
	reason @text NOT NULL DEFAULT '',
	reason_words @text NOT NULL DEFAULT '',
	decided_by @text NOT NULL DEFAULT '',
	decided_at @int,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, round, position),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

-- Why something was taken out or held back, by whom and when; never what it was, nor whose voice it had.
CREATE TABLE words_taken_out (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	criterion @text NOT NULL,
	kind @text NOT NULL,
	what @text NOT NULL CHECK (what IN ('shortened', 'held', 'shortened later', 'taken out later')),
	reason @text NOT NULL CHECK (reason IN ('person', 'recognised', 'care', 'abusive', 'other')),
	reason_words @text NOT NULL,
	done_by @text NOT NULL,
	done_at @int NOT NULL,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

CREATE INDEX words_taken_out_of ON words_taken_out (partnership, round);

-- Released words of one round that are about the same thing.
CREATE TABLE words_tag (
	partnership @int NOT NULL,
	id @id NOT NULL,
	round @int NOT NULL,
	name @text NOT NULL,
	name_folded @text NOT NULL,
	made_by @text NOT NULL,
	made_at @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	UNIQUE (partnership, round, name_folded),
	UNIQUE (partnership, round, id),
	FOREIGN KEY (partnership, round) REFERENCES released (partnership, round)
);

CREATE TABLE words_tagged (
	partnership @int NOT NULL,
	round @int NOT NULL,
	tag @int NOT NULL,
	position @int NOT NULL,
	PRIMARY KEY (partnership, tag, position),
	FOREIGN KEY (partnership, round, tag) REFERENCES words_tag (partnership, round, id),
	FOREIGN KEY (partnership, round, position) REFERENCES released_words (partnership, round, position)
);

CREATE INDEX words_tagged_of ON words_tagged (partnership, round, position);
