-- Answers of which what was said is still to be distilled into memories; a row goes when it is done.
CREATE TABLE recordings (
    rid INTEGER PRIMARY KEY,
    answer_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    distillate TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    crc INTEGER NOT NULL
);
CREATE UNIQUE INDEX recordings_by_answer ON recordings (answer_id);
