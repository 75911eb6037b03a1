package dev.caxton.engine.config;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another spelling of a key, as some documents write it.
 *
 * @param spelling the dotted key of those documents
 * @param meaning how its value is read
 */
record Bridge(String spelling, Meaning meaning) {

    /** How the value under the other spelling is read. */
    enum Meaning {
        /** As under the key itself. */
        SAME,
        /** A path relative to the working directory, where the key itself is relative to the data directory. */
        PATH_FROM_WORKING_DIRECTORY,
        /** {@code false} means no port; {@code true} says nothing about which. */
        PORT_SWITCH
    }

    static Bridge of(String spelling) {
        return new Bridge(spelling, Meaning.SAME);
    }

    /** The value as the key itself would write it; null where this spelling says nothing about the key. */
    @Nullable
    String translate(String value, Path workingDirectory) {
        return switch (meaning) {
            case SAME -> value;
            case PATH_FROM_WORKING_DIRECTORY ->
                workingDirectory.resolve(value).normalize().toString();
            case PORT_SWITCH ->
                switch (value.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> null;
                    case "false", "no", "off", "0" -> "-1";
                    default -> value;
                };
        };
    }
}
