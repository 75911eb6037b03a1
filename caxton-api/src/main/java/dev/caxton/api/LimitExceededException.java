package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A size, rate or capacity limit was reached; less, or later, may succeed. */
public non-sealed class LimitExceededException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public LimitExceededException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
