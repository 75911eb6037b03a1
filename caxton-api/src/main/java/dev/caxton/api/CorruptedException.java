package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Stored data is damaged; it must be repaired or restored first. */
public non-sealed class CorruptedException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public CorruptedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
