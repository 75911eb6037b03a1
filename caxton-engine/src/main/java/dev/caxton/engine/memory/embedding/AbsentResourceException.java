package dev.caxton.engine.memory.embedding;

import java.io.IOException;
import java.io.Serial;

/** A file that a library should bring is not on the class path. */
final class AbsentResourceException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    AbsentResourceException(String message) {
        super(message);
    }
}
