package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the request names exists and refuses: a name is taken, a state does not allow it, a role may not. */
public non-sealed class ConflictException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public ConflictException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
