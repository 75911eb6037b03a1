package dev.caxton.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the request names does not exist. */
public non-sealed class NotFoundException extends CaxtonException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Wraps a problem of this kind. */
    public NotFoundException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
