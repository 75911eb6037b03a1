package dev.caxton.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A constant that has one spelling outside Java: in JSON, on the command line, in files and tables. */
public interface WireName {

    /** The spelling. */
    String wireName();

    /**
     * The constant with a spelling; upper case and underscores for hyphens are accepted. Anything else is an {@code
     * INVALID_ARGUMENT} that lists what is expected.
     */
    static <E extends Enum<E> & WireName> E parse(Class<E> type, String what, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wanted)
                    || constant.wireName().replace('-', '_').equals(wanted)) {
                return constant;
            }
        }
        String expected =
                Arrays.stream(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
        throw CaxtonException.of(
                ProblemType.INVALID_ARGUMENT, what + " is '" + text + "', expected one of " + expected, (String) null);
    }
}
