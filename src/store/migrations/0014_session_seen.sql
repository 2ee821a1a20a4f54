-- When somebody was last seen in a partnership is read from the index alone.
CREATE INDEX session_of_account_seen ON session (account, partnership, seen_at);
DROP INDEX session_of_account;
