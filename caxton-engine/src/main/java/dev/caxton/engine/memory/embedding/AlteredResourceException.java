package dev.caxton.engine.memory.embedding;

import java.io.IOException;
import java.io.Serial;

/** A file on the class path is not the one that was expected. */
final class AlteredResourceException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    AlteredResourceException(String message) {
        super(message);
    }
}
