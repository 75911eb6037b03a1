-- Keys; of the token its SHA-256 alone. Rows are written by appliers only: every row carries a checksum.
CREATE TABLE api_keys (
    rid INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    agents TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT,
    crc INTEGER NOT NULL
);
CREATE UNIQUE INDEX api_keys_by_id ON api_keys (key_id);
CREATE UNIQUE INDEX api_keys_by_prefix ON api_keys (prefix);
CREATE INDEX api_keys_by_name ON api_keys (name);
