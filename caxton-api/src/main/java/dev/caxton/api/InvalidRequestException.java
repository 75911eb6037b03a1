package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The request itself is wrong; sending it again unchanged fails again. */
public non-sealed class InvalidRequestException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public InvalidRequestException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
