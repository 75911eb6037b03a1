package dev.caxton.engine.messaging;

import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Migration;
import dev.caxton.engine.store.Table;
import java.util.List;

/** Tables of this package in {@code caxton.db}. */
public final class MessagingSchema {

    /** Conversations. */
    public static final Table CONVERSATIONS = Table.of(
            "conversations",
            1,
            Column.text("conversation_id"),
            Column.text("participants"),
            Column.text("status"),
            Column.integer("message_count"),
            Column.integer("created_at"),
            Column.integer("last_activity"));

    /** Messages, questions and answers alike. */
    public static final Table MESSAGES = Table.of(
            "messages",
            1,
            Column.text("message_id"),
            Column.text("conversation_id"),
            Column.integer("position"),
            Column.text("performative"),
            Column.text("sender"),
            Column.text("receiver"),
            Column.text("agent_id"),
            Column.text("content"),
            Column.textOrNull("in_reply_to"),
            Column.text("status"),
            Column.integer("attempts"),
            Column.textOrNull("detail"),
            Column.integer("created_at"),
            Column.integer("updated_at"));

    /** Answers of which what was said is still to be distilled into memories. */
    static final Table RECORDINGS = Table.of(
            "recordings",
            1,
            Column.text("answer_id"),
            Column.text("conversation_id"),
            Column.text("agent_id"),
            Column.integer("attempts"),
            Column.textOrNull("distillate"),
            Column.integer("created_at"),
            Column.integer("updated_at"));

    private static final List<Migration> MIGRATIONS = List.of(
            new Migration(3, "create_messages", "dev/caxton/engine/messaging/schema/V003__create_messages.sql"),
            new Migration(5, "create_recordings", "dev/caxton/engine/messaging/schema/V005__create_recordings.sql"));

    private MessagingSchema() {}

    /** Adds the tables and commands of this package to a database that is about to be opened. */
    public static DatabaseOptions addTo(DatabaseOptions options) {
        return options.withSchema(MIGRATIONS, List.of(CONVERSATIONS, MESSAGES, RECORDINGS))
                .withApplier(AcceptMessage.class, MessageAppliers::accept)
                .withApplier(RecordAnswer.class, MessageAppliers::answer)
                .withApplier(CountAttempt.class, MessageAppliers::attempt)
                .withApplier(AdvanceRecording.class, new AdvanceRecordingApplier());
    }
}
