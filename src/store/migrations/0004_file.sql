-- Files (evidence, documents made here), kept in chunks so that no statement carries more than a quarter of a megabyte. What a file belongs
-- to points at the file, never the other way round.
CREATE TABLE file (
	partnership @int NOT NULL REFERENCES partnership (id),
	id @id NOT NULL,
	name @text NOT NULL,
	type @text NOT NULL,
	bytes @int NOT NULL CHECK (bytes >= 0),
	digest @text NOT NULL,
	made_at @int NOT NULL,
	PRIMARY KEY (partnership, id)
);

CREATE TABLE file_chunk (
	partnership @int NOT NULL,
	file @int NOT NULL,
	position @int NOT NULL,
	content @blob NOT NULL,
	PRIMARY KEY (partnership, file, position),
	FOREIGN KEY (partnership, file) REFERENCES file (partnership, id)
);

-- What a piece of long work is about, in words its kind understands ("round 3 word"); nobody waits for the same twice.
ALTER TABLE job ADD COLUMN about @text NOT NULL DEFAULT '';
DROP INDEX job_one_check;
CREATE UNIQUE INDEX job_one_about ON job (partnership, kind, about) WHERE state IN ('waiting', 'running');

-- The file that came of it, if one did.
CREATE TABLE job_file (
	partnership @int NOT NULL,
	job @int NOT NULL,
	file @int NOT NULL,
	PRIMARY KEY (partnership, job),
	FOREIGN KEY (partnership, job) REFERENCES job (partnership, id),
	FOREIGN KEY (partnership, file) REFERENCES file (partnership, id)
);
