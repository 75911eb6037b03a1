-- Conversations and their messages. Rows are written by appliers only: every row carries a checksum.
CREATE TABLE conversations (
    rid INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    participants TEXT NOT NULL,
    status TEXT NOT NULL,
    message_count INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    crc INTEGER NOT NULL
);
CREATE UNIQUE INDEX conversations_by_id ON conversations (conversation_id);
CREATE INDEX conversations_by_activity ON conversations (last_activity, rid);

CREATE TABLE messages (
    rid INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    performative TEXT NOT NULL,
    sender TEXT NOT NULL,
    receiver TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    content TEXT NOT NULL,
    in_reply_to TEXT,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    detail TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    crc INTEGER NOT NULL
);
CREATE UNIQUE INDEX messages_by_id ON messages (message_id);
CREATE UNIQUE INDEX messages_by_position ON messages (conversation_id, position);
CREATE UNIQUE INDEX messages_by_answered ON messages (in_reply_to) WHERE in_reply_to IS NOT NULL;
CREATE INDEX messages_unanswered ON messages (rid) WHERE status = 'accepted';
