CREATE TABLE notes (
    rid    INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL UNIQUE,
    count  INTEGER NOT NULL,
    weight REAL,
    body   BLOB,
    remark TEXT,
    crc    INTEGER NOT NULL
);
