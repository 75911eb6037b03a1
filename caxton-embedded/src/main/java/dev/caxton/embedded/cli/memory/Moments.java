package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Invocation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Options that hold a moment. */
final class Moments {

    private Moments() {}

    /** The moment, or the beginning of the day in UTC; null if the option is not there. */
    static @Nullable Instant of(Invocation invocation, String option) {
        String typed = invocation.text(option);
        if (typed == null) {
            return null;
        }
        try {
            return typed.contains("T")
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    option + " is '" + typed
                            + "', expected a moment such as 2023-05-08T14:30:00Z or a day such as 2023-05-08",
                    (String) null);
        }
    }
}
