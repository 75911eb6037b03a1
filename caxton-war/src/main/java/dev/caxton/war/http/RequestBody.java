package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import org.jspecify.annotations.Nullable;

/** Bodies that a request must have. */
public final class RequestBody {

    private RequestBody() {}

    /** The body; a problem if the request has none. */
    public static <T> T of(@Nullable T body) {
        if (body == null) {
            throw missing("empty");
        }
        return body;
    }

    /** The problem that a body is nothing. */
    public static CaxtonException missing(String what) {
        return CaxtonException.of(
                ProblemType.MALFORMED_REQUEST, "The body is " + what + ", expected a JSON object", (String) null);
    }
}
