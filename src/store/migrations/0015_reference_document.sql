-- The Word document whose look (styles, header, footer) the partnership's Word reports take. At most one.
CREATE TABLE reference_document (
	partnership @int NOT NULL PRIMARY KEY,
	file @int NOT NULL,
	version @int NOT NULL DEFAULT 1,
	FOREIGN KEY (partnership, file) REFERENCES file (partnership, id)
);
