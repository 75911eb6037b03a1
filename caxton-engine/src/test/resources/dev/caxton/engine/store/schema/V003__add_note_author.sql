CREATE TABLE notes_v2 (
    rid    INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL UNIQUE,
    count  INTEGER NOT NULL,
    author TEXT    NOT NULL,
    crc    INTEGER NOT NULL
);
