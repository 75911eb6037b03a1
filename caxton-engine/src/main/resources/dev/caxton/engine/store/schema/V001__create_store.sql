-- Every row carries a checksum over all its columns: change rows only through WriteTransaction.

CREATE TABLE applied_ops (
    rid     INTEGER PRIMARY KEY,
    op_id   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    outcome TEXT,
    crc     INTEGER NOT NULL
);
CREATE UNIQUE INDEX applied_ops_op_id ON applied_ops (op_id);

CREATE TABLE change_log (
    rid          INTEGER PRIMARY KEY,
    op_id        TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    payload_hash BLOB    NOT NULL,
    at           INTEGER NOT NULL,
    crc          INTEGER NOT NULL
);

CREATE TABLE audit (
    rid     INTEGER PRIMARY KEY,
    op_id   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    outcome TEXT    NOT NULL,
    crc     INTEGER NOT NULL
);

CREATE TABLE highest_rids (
    rid         INTEGER PRIMARY KEY,
    table_name  TEXT    NOT NULL UNIQUE,
    highest_rid INTEGER NOT NULL,
    crc         INTEGER NOT NULL
);
