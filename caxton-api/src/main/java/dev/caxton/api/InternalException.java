package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Caxton itself failed; the detail names what to look for in the log. */
public non-sealed class InternalException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public InternalException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
