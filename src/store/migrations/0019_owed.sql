-- What people are owed after the close and after they have left.

-- When somebody who left was erased: their number stays, their name and address are nowhere any more.
ALTER TABLE membership ADD COLUMN erased_at @int;

-- How long a partnership keeps a kind of record, where it is not as long as Cairn proposes.
CREATE TABLE retention (
	partnership @int NOT NULL REFERENCES partnership (id),
	kind @text NOT NULL,
	months @int NOT NULL CHECK (months BETWEEN 1 AND 240),
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, kind)
);
