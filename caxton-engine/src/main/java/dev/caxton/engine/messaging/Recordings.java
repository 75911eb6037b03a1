package dev.caxton.engine.messaging;

import static dev.caxton.engine.messaging.MessagingSchema.RECORDINGS;

import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.messaging.AdvanceRecording.Step;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers of which what was said is still to be distilled into memories. Each was noted in the transaction that stored
 * the answer, so that none is lost, and goes when it is done. Thread-safe.
 */
public final class Recordings {

    private final Database database;
    private final MessageStore store;
    private final IdGenerator ids;
    private final Clock clock;

    Recordings(Database database, MessageStore store, IdGenerator ids, Clock clock) {
        this.database = database;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param rid its place among them
     * @param answer id of the answer
     * @param agent id of the agent
     * @param attempts how often distilling failed
     * @param distillate what is to be stored, once that is known
     * @param since when the answer was given
     */
    public record Recording(
            long rid,
            String answer,
            String agent,
            int attempts,
            @Nullable String distillate,
            Instant since) {}

    /**
     * What was said.
     *
     * @param earlier the conversation before, oldest first
     * @param question what the agent was told
     * @param answer what it said
     */
    public record Exchange(
            List<ConversationMessage> earlier, ConversationMessage question, ConversationMessage answer) {
        public Exchange {
            earlier = List.copyOf(earlier);
        }
    }

    /** The oldest of them after a place. */
    public List<Recording> pending(long after, int limit) {
        return database.read(tx -> tx.select(RECORDINGS, "where rid > ? order by rid limit ?", after, limit).stream()
                .map(Recordings::recording)
                .toList());
    }

    /** How far one has come by now; empty if it is finished. */
    public Optional<Recording> current(Recording recording) {
        return database.read(tx -> tx.find(RECORDINGS, "where answer_id = ?", recording.answer()))
                .map(Recordings::recording);
    }

    /** How many there are. */
    public long count() {
        return database.read(tx -> tx.count("select count(*) from recordings"));
    }

    /** What was said, with so many messages before it; empty if the messages are gone. */
    public Optional<Exchange> exchange(Recording recording, int before) {
        return store.message(MessageId.parse(recording.answer())).flatMap(answer -> {
            MessageId asked = answer.message().inReplyTo();
            return asked == null
                    ? Optional.empty()
                    : store.message(asked)
                            .map(question ->
                                    new Exchange(store.before(asked, before), question.message(), answer.message()));
        });
    }

    /** An attempt failed and is made again. */
    public void failed(Recording recording) {
        write("recording-failed:" + recording.answer() + ":" + recording.attempts(), recording, Step.FAILED, null);
    }

    /** It is known what is to be stored; from now on no attempt comes to another result. */
    public void distilled(Recording recording, String distillate) {
        write("recording-distilled:" + recording.answer(), recording, Step.DISTILLED, distillate);
    }

    /** It is stored, or will never be. */
    public void finished(Recording recording) {
        write(ids.next().toString(), recording, Step.FINISHED, null);
    }

    private void write(String operation, Recording recording, Step step, @Nullable String distillate) {
        database.write(
                new Operation(operation, "engine", clock.instant()),
                new AdvanceRecording(recording.answer(), step, distillate));
    }

    private static Recording recording(Row row) {
        return new Recording(
                row.rid(),
                row.text("answer_id"),
                row.text("agent_id"),
                Math.toIntExact(row.integer("attempts")),
                row.textOrNull("distillate"),
                Instant.ofEpochMilli(row.integer("created_at")));
    }
}
