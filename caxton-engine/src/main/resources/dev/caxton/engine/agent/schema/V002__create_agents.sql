-- One row an agent. Its name is its identity; a stopped agent keeps its row.
CREATE TABLE agents (
    rid        INTEGER PRIMARY KEY,
    agent_id   TEXT    NOT NULL,
    slug       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    digest     TEXT    NOT NULL,
    semver     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    stopped_at INTEGER,
    crc        INTEGER NOT NULL
);
CREATE UNIQUE INDEX agents_agent_id ON agents (agent_id);
CREATE UNIQUE INDEX agents_name ON agents (name);

-- Every definition that was ever accepted, as its bytes were; never changed.
CREATE TABLE agent_versions (
    rid      INTEGER PRIMARY KEY,
    agent_id TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    digest   TEXT    NOT NULL,
    semver   TEXT    NOT NULL,
    format   TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    origin   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    crc      INTEGER NOT NULL
);
CREATE UNIQUE INDEX agent_versions_sequence ON agent_versions (agent_id, sequence);
