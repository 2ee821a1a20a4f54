-- What a team practised of a framework's theme, what it will try, and what came of it.
CREATE TABLE practice (
	partnership @int NOT NULL,
	id @id NOT NULL,
	framework @int NOT NULL,
	theme @text NOT NULL,
	team @text NOT NULL,
	practised_on @int NOT NULL,
	practised @text NOT NULL,
	learned @text NOT NULL,
	will_try @text NOT NULL,
	try_by @int,
	came_of_it @text NOT NULL,
	made_by @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	PRIMARY KEY (partnership, id),
	FOREIGN KEY (partnership, framework) REFERENCES framework (partnership, id)
);
