-- A group's code for who has no camera: given when the round opens, taken back when it closes, so that only codes of open rounds lead anywhere.
ALTER TABLE round_group ADD COLUMN code @text;

CREATE UNIQUE INDEX round_group_of_code ON round_group (code);

-- The account that made a personal link: only they can replace it, for they hold it anyway.
ALTER TABLE participant ADD COLUMN made_by @int;
