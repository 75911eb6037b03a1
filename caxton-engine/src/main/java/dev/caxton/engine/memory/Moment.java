package dev.caxton.engine.memory;

import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TimeView} against a clock, in milliseconds.
 *
 * @param recorded the moment whose beliefs are asked for; null for now
 * @param from what ended by then is left out; null for nothing
 * @param to what begins later is left out; null for nothing
 * @param now whether what begins when it was stored has begun, whatever became of the clock since
 */
record Moment(
        @Nullable Long recorded,
        @Nullable Long from,
        @Nullable Long to,
        boolean now) {

    /** What is believed now, whenever it is true. */
    static final Moment BELIEVED = new Moment(null, null, null, false);

    static Moment of(TimeView time, Instant now) {
        Long recorded = Belief.millis(time.recorded());
        return switch (time.filter()) {
            case ALL -> new Moment(recorded, null, null, false);
            case DATE_RANGE -> new Moment(recorded, Belief.millis(time.from()), Belief.millis(time.to()), false);
            case CURRENT -> {
                long moment = recorded == null ? now.toEpochMilli() : recorded;
                yield new Moment(recorded, moment, moment, recorded == null);
            }
        };
    }

    /** Whether only rows that are believed now can be meant. */
    boolean isPresent() {
        return recorded == null;
    }

    /** Whether an observation or relation was believed then, and is true at the time asked for. */
    boolean accepts(Row row) {
        return accepts(row, row.integer("created_at"), row.integerOrNull("retracted_at"));
    }

    /** As {@link #accepts(Row)}, for a row that does not say itself when it was believed. */
    boolean accepts(Row row, long recordedAt, @Nullable Long endedAt) {
        return isBelieved(recordedAt, endedAt) && isTrue(row);
    }

    boolean isBelieved(long recordedAt, @Nullable Long endedAt) {
        return recorded == null ? endedAt == null : recordedAt <= recorded && (endedAt == null || endedAt > recorded);
    }

    private boolean isTrue(Row row) {
        long begins = row.integer("valid_from");
        Long ends = row.integerOrNull("valid_to");
        boolean begun = to == null || begins <= to || now && begins == row.integer("created_at");
        return begun && (from == null || ends == null || ends > from);
    }
}
