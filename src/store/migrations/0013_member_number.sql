-- The number somebody has within a partnership: what its log of events and its take-out call them, for the number of an account means nothing in
-- another Cairn. Who belongs already keeps the number that stands in the log; new ones are counted on from above every account there is.
ALTER TABLE membership ADD COLUMN number @int NOT NULL DEFAULT 0;
UPDATE membership SET number = account;
CREATE UNIQUE INDEX membership_number ON membership (partnership, number);
INSERT INTO counter (partnership, of_table, next)
	SELECT p.id, 'member', COALESCE((SELECT MAX(a.id) FROM account a), 0) FROM partnership p;
