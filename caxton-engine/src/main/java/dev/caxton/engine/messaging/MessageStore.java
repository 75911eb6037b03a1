package dev.caxton.engine.messaging;

import static dev.caxton.engine.messaging.MessagingSchema.CONVERSATIONS;
import static dev.caxton.engine.messaging.MessagingSchema.MESSAGES;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conversations and messages. Thread-safe. */
final class MessageStore {

    private final Database database;

    MessageStore(Database database) {
        this.database = database;
    }

    /** A message with what only the engine needs of it. */
    record StoredMessage(
            ConversationMessage message,
            String agentId,
            int attempts,
            @Nullable String detail) {}

    Optional<StoredMessage> message(MessageId id) {
        return database.read(
                tx -> tx.find(MESSAGES, "where message_id = ?", id.toString()).map(MessageStore::stored));
    }

    Optional<StoredMessage> answerTo(MessageId question) {
        return database.read(tx ->
                tx.find(MESSAGES, "where in_reply_to = ?", question.toString()).map(MessageStore::stored));
    }

    /** Messages that were accepted and have no answer, oldest first. */
    List<StoredMessage> unanswered() {
        return database.read(tx -> tx.select(MESSAGES, "where status = 'accepted' order by rid").stream()
                .map(MessageStore::stored)
                .toList());
    }

    boolean exists(ConversationId id) {
        return database.read(tx -> tx.find(CONVERSATIONS, "where conversation_id = ?", id.toString())
                .isPresent());
    }

    Conversation conversation(ConversationId id) {
        return database.read(tx -> tx.find(CONVERSATIONS, "where conversation_id = ?", id.toString())
                .map(MessageStore::conversation)
                .orElseThrow(() -> noConversation(id)));
    }

    Page<Conversation> conversations(PageRequest page) {
        return conversations(page, "1 = 1", List.of());
    }

    /** Those in which no other agents take part than these, given by id. */
    Page<Conversation> conversations(PageRequest page, Set<String> agents) {
        String alone =
                "not exists (select 1 from messages where messages.conversation_id = conversations.conversation_id"
                        + " and agent_id not in (select value from json_each(?)))";
        try {
            return conversations(page, alone, List.of(WireJson.mapper().writeValueAsString(agents)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a set of texts is JSON", e);
        }
    }

    private Page<Conversation> conversations(PageRequest page, String filter, List<String> values) {
        Cursor cursor = Cursor.parse(page.cursor());
        List<Object> params = new ArrayList<>(values);
        params.addAll(List.of(cursor.first(), cursor.second(), page.limit() + 1));
        return database.read(tx -> {
            List<Row> rows = tx.select(
                    CONVERSATIONS,
                    "where " + filter
                            + " and (last_activity, rid) < (?, ?) order by last_activity desc, rid desc limit ?",
                    params.toArray());
            long total = tx.count("select count(*) from conversations where " + filter, values.toArray());
            boolean more = rows.size() > page.limit();
            List<Row> shown = more ? rows.subList(0, page.limit()) : rows;
            String next = more
                    ? Cursor.after(
                            shown.getLast().integer("last_activity"),
                            shown.getLast().rid())
                    : null;
            return new Page<>(shown.stream().map(MessageStore::conversation).toList(), total, next);
        });
    }

    Page<ConversationMessage> history(ConversationId id, PageRequest page) {
        Cursor cursor = page.cursor() == null ? new Cursor(0, 0) : Cursor.parse(page.cursor());
        return database.read(tx -> {
            Row conversation = tx.find(CONVERSATIONS, "where conversation_id = ?", id.toString())
                    .orElseThrow(() -> noConversation(id));
            List<Row> rows = tx.select(
                    MESSAGES,
                    "where conversation_id = ? and position > ? order by position limit ?",
                    id.toString(),
                    cursor.first(),
                    page.limit() + 1);
            boolean more = rows.size() > page.limit();
            List<Row> shown = more ? rows.subList(0, page.limit()) : rows;
            String next = more ? Cursor.after(shown.getLast().integer("position"), 0) : null;
            return new Page<>(
                    shown.stream().map(row -> stored(row).message()).toList(),
                    conversation.integer("message_count"),
                    next);
        });
    }

    /** The last messages of a conversation before a position, oldest first. */
    List<ConversationMessage> before(ReadTransaction tx, String conversation, long position, int limit) {
        List<Row> newestFirst = tx.select(
                MESSAGES,
                "where conversation_id = ? and position < ? order by position desc limit ?",
                conversation,
                position,
                limit);
        return newestFirst.reversed().stream().map(row -> stored(row).message()).toList();
    }

    /** What was said before a message in its conversation, oldest first. */
    List<ConversationMessage> before(MessageId message, int limit) {
        return database.read(tx -> {
            Row row = tx.find(MESSAGES, "where message_id = ?", message.toString())
                    .orElseThrow(() -> CaxtonException.of(
                            ProblemType.MESSAGE_NOT_FOUND, "message '" + message + "' does not exist", (String) null));
            return before(tx, row.text("conversation_id"), row.integer("position"), limit);
        });
    }

    private static CaxtonException noConversation(ConversationId id) {
        return CaxtonException.of(
                ProblemType.CONVERSATION_NOT_FOUND,
                "conversation '" + id + "' does not exist",
                "GET /api/v1/conversations lists them");
    }

    private static Conversation conversation(Row row) {
        return new Conversation(
                ConversationId.parse(row.text("conversation_id")),
                MessageAppliers.participantsOf(row.text("participants")),
                row.integer("message_count"),
                row.text("status"),
                Instant.ofEpochMilli(row.integer("created_at")),
                Instant.ofEpochMilli(row.integer("last_activity")));
    }

    private static StoredMessage stored(Row row) {
        String inReplyTo = row.textOrNull("in_reply_to");
        ConversationMessage message = new ConversationMessage(
                MessageId.parse(row.text("message_id")),
                ConversationId.parse(row.text("conversation_id")),
                WireName.parse(Performative.class, "performative", row.text("performative")),
                row.text("sender"),
                row.text("receiver"),
                row.text("content"),
                inReplyTo == null ? null : MessageId.parse(inReplyTo),
                WireName.parse(MessageStatus.class, "status", row.text("status")),
                Instant.ofEpochMilli(row.integer("created_at")));
        return new StoredMessage(
                message, row.text("agent_id"), Math.toIntExact(row.integer("attempts")), row.textOrNull("detail"));
    }

    /** A place in a list, as opaque text outside. */
    private record Cursor(long first, long second) {
        static Cursor parse(@Nullable String text) {
            if (text == null) {
                return new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);
            }
            String[] parts = text.split("-", -1);
            try {
                if (parts.length == 2) {
                    return new Cursor(Long.parseLong(parts[0], 36), Long.parseLong(parts[1], 36));
                }
            } catch (NumberFormatException e) {
                throw unreadable(text);
            }
            throw unreadable(text);
        }

        static String after(long first, long second) {
            return Long.toString(first, 36) + "-" + Long.toString(second, 36);
        }

        private static CaxtonException unreadable(String text) {
            return CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "cursor '" + (text.length() > 200 ? text.substring(0, 200) : text) + "' was not given by a page",
                    "leave it out for the first page");
        }
    }
}
