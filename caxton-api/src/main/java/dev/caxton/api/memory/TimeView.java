package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the past is asked for. Memory knows two times: when something is true in the world (validity), and when
 * this store believed it (from when it was recorded to when it was taken back). "What did we believe at T about V" is
 * {@code TimeView.at(V).asOf(T)}.
 *
 * @param filter which validity
 * @param from first moment of the range; null unless the filter is {@link Filter#DATE_RANGE}, then null is unbounded
 * @param to last moment of the range, included; as {@code from}
 * @param recorded the moment whose beliefs are asked for; null for now
 */
public record TimeView(
        Filter filter,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant recorded) {

    /** Which validity is asked for. */
    public enum Filter implements WireName {
        /** What is true now, or was at the moment whose beliefs are asked for. */
        CURRENT("current"),
        /** Everything, whenever it is true. */
        ALL("all"),
        /** What is true at some moment of a range. */
        DATE_RANGE("date_range");

        private final String wireName;

        Filter(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    public TimeView {
        if (filter != Filter.DATE_RANGE && (from != null || to != null)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "temporal_filter is " + filter + " beside a start or an end, expected date_range",
                    "Ask with temporal_filter=date_range, or without start_date and end_date.");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "end of the time range is " + to + ", expected " + from + " or later",
                    (String) null);
        }
    }

    /** What is true now. */
    public static TimeView current() {
        return new TimeView(Filter.CURRENT, null, null, null);
    }

    /** What is known, whenever it is true. */
    public static TimeView all() {
        return new TimeView(Filter.ALL, null, null, null);
    }

    /** What is true at that moment. */
    public static TimeView at(Instant moment) {
        return between(moment, moment);
    }

    /** What is true at some moment from {@code from} to {@code to}, both included; null for unbounded. */
    public static TimeView between(@Nullable Instant from, @Nullable Instant to) {
        return new TimeView(Filter.DATE_RANGE, from, to, null);
    }

    /** The same question to the beliefs of that moment. */
    public TimeView asOf(@Nullable Instant moment) {
        return new TimeView(filter, from, to, moment);
    }
}
