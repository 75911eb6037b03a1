package dev.caxton.embedded.cli;

import java.io.IOException;
import java.io.Serial;

/** Whoever read standard output has seen enough, as {@code grep -q} has after the first match. */
final class ClosedPipe extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ClosedPipe(IOException cause) {
        super(cause);
    }
}
