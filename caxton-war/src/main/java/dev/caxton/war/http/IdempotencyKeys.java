package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads keys that make the repetition of a request harmless. */
public final class IdempotencyKeys {

    /** The header that carries a key. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKeys() {}

    /** The key as given; null for none; a problem if it is not 1 to 255 visible ASCII characters. */
    public static @Nullable String check(@Nullable String key) {
        if (key == null || FORM.matcher(key).matches()) {
            return key;
        }
        throw CaxtonException.of(
                ProblemType.INVALID_ARGUMENT,
                HEADER + " has " + key.length() + " characters or characters that are not allowed, expected 1 to 255"
                        + " visible ASCII characters",
                "A UUID will do.");
    }
}
