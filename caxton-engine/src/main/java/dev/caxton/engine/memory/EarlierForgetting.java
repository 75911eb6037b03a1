package dev.caxton.engine.memory;

import static dev.caxton.engine.store.StoreSchema.APPLIED_OPS;

import dev.caxton.api.memory.ForgetReport;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log of operations knows of something that was forgotten before. The log holds no texts, and is kept for as long as
 * repetitions are recognised.
 *
 * @param id the id that was asked for then
 * @param forgotten what was deleted
 * @param at when
 * @param proof what was answered; null if it was cut off before that
 */
record EarlierForgetting(
        String id,
        Forgotten forgotten,
        Instant at,
        @Nullable ForgetReport proof) {

    /** Empty for what was never forgotten. An observation is known by any of its versions, and by its entity's forgetting. */
    static Optional<EarlierForgetting> of(ReadTransaction tx, String id) {
        Optional<Row> known = id.startsWith("obs_")
                ? tx.find(APPLIED_OPS, "where kind = 'forget' and instr(outcome, ?) > 0 order by rid desc", id)
                : tx.find(APPLIED_OPS, "where kind = 'forget' and subject = ? order by rid desc", id);
        return known.map(row -> {
            String subject = row.text("subject");
            return new EarlierForgetting(
                    subject,
                    Forgotten.parse(row.textOrNull("outcome")),
                    Instant.ofEpochMilli(row.integer("at")),
                    tx.find(
                                    APPLIED_OPS,
                                    "where kind = ? and subject = ? and rid > ? order by rid desc",
                                    RecordProof.KIND,
                                    subject,
                                    row.rid())
                            .map(proved -> RecordProofApplier.parse(
                                    Objects.requireNonNull(proved.textOrNull("outcome"), "outcome")))
                            .orElse(null));
        });
    }
}
