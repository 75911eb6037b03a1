package dev.caxton.war.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.TimeView;
import dev.caxton.war.http.Params;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Query parameters that say which part of the past is asked for. */
final class TimeParams {

    static final String FILTER = "temporal_filter";
    static final String START = "start_date";
    static final String END = "end_date";
    static final String VALID_AT = "valid_at";
    static final String AS_OF = "as_of";

    private TimeParams() {}

    /**
     * What the parameters say.
     *
     * @param usual the filter if none is given, nor a time
     */
    static TimeView of(Params params, TimeView.Filter usual) {
        @Nullable Instant start = params.moment(START, false);
        @Nullable Instant end = params.moment(END, true);
        @Nullable Instant validAt = params.moment(VALID_AT, false);
        @Nullable Instant asOf = params.moment(AS_OF, true);
        @Nullable String filter = params.text(FILTER);
        if (validAt != null) {
            if (filter != null || start != null || end != null) {
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        "Query parameter '" + VALID_AT + "' stands beside '" + FILTER + "', '" + START + "' or '" + END
                                + "', expected one or the other",
                        (String) null);
            }
            return TimeView.at(validAt).asOf(asOf);
        }
        boolean range = start != null || end != null;
        TimeView.Filter wanted = filter == null
                ? range ? TimeView.Filter.DATE_RANGE : usual
                : WireName.parse(TimeView.Filter.class, FILTER, filter);
        return new TimeView(wanted, start, end, asOf);
    }
}
