package dev.caxton.engine.messaging;

import static dev.caxton.engine.messaging.MessagingSchema.RECORDINGS;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Applies {@link AdvanceRecording}. */
final class AdvanceRecordingApplier implements Applier<AdvanceRecording> {

    @Override
    public @Nullable String apply(AdvanceRecording command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(RECORDINGS, "where answer_id = ?", command.answer()).orElse(null);
        if (row == null) {
            return null;
        }
        switch (command.step()) {
            case FAILED -> update(tx, row, row.integer("attempts") + 1, row.textOrNull("distillate"), operation);
            case DISTILLED -> update(tx, row, row.integer("attempts"), command.distillate(), operation);
            case FINISHED -> tx.delete(RECORDINGS, row.rid());
        }
        return null;
    }

    private static void update(
            WriteTransaction tx, Row row, long attempts, @Nullable String distillate, Operation operation) {
        tx.update(
                RECORDINGS,
                row.rid(),
                row.text("answer_id"),
                row.text("conversation_id"),
                row.text("agent_id"),
                attempts,
                distillate,
                row.integer("created_at"),
                operation.at().toEpochMilli());
    }
}
