-- What the search finds: derived from the records, made anew with each change of one, and whole by `cairn search rebuild`.

-- A record, or a part of one, that can be found. record: which kind (enum search_record in store/search.h). id: put together of
-- record, record_id and the number of the part, so that it is the same whenever it is made, and the parts of a record lie side by side. may: who may see it (the number of enum may in base/may.h). at: what "newest" goes by; 0 where nothing is known.
CREATE TABLE search_entry (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @int NOT NULL,
	record @int NOT NULL,
	record_id @int NOT NULL,
	key @text NOT NULL,
	title @text NOT NULL,
	said @text NOT NULL,
	place @text NOT NULL,
	may @int NOT NULL,
	at @int NOT NULL,
	PRIMARY KEY (partnership, id)
);

-- Each word of an entry, folded; in_title: it stands in the title, else only in the text. may and at are the entry's: with them in the
-- key, the key alone says whether and where an entry stands in a list.
CREATE TABLE search_word (
	partnership @int NOT NULL,
	in_title @int NOT NULL CHECK (in_title IN (0, 1)),
	word @text NOT NULL,
	entry @int NOT NULL,
	may @int NOT NULL,
	at @int NOT NULL,
	PRIMARY KEY (partnership, in_title, word, entry, may, at),
	FOREIGN KEY (partnership, entry) REFERENCES search_entry (partnership, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Words are looked up by their beginning, so their order must be that of their bytes whatever language the database was made for.
-- postgresql: SQLite compares bytes by itself
ALTER TABLE search_word ALTER COLUMN word TYPE TEXT COLLATE "C";

CREATE INDEX search_word_of ON search_word (partnership, entry, word);

-- What is still to be added, in short changes beside the web site: the words of a closed round, or, as round 0, everything.
CREATE TABLE search_due (
	partnership @int NOT NULL REFERENCES partnership (id),
	round @int NOT NULL,
	PRIMARY KEY (partnership, round)
);

INSERT INTO search_due (partnership, round) SELECT id, 0 FROM partnership;

-- Nobody waits for the search to be brought up to date twice.
CREATE UNIQUE INDEX job_one_search ON job (partnership) WHERE kind = 'search' AND state = 'waiting';
