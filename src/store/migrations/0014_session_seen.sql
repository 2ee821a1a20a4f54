-- When the people of a partnership were last seen there is read from the index alone.
CREATE INDEX session_seen ON session (partnership, account, seen_at);
