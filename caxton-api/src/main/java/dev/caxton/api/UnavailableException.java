package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server cannot do it now; the same request may succeed later. */
public non-sealed class UnavailableException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public UnavailableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
