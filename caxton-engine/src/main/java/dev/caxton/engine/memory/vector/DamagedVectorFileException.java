package dev.caxton.engine.memory.vector;

import java.io.IOException;

/** A file of codes is not as it was written. */
final class DamagedVectorFileException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedVectorFileException(String message) {
        super(message);
    }
}
