package dev.caxton.war.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is left of a body that nobody wants.
 *
 * <p>An answer that overtakes its request's body costs the connection: the server cannot tell where the next request
 * begins, closes it, and the client, which may still be sending, loses the answer or its next request.
 */
public final class UnreadBody {

    /** Longer bodies are left alone: the server says that it closes the connection, which costs less. */
    private static final int MOST_BYTES = 1024 * 1024;

    private UnreadBody() {}

    /** Where the body is; asking for it may fail where somebody has read it to its end. */
    @FunctionalInterface
    public interface Source {
        /** The body. */
        InputStream open() throws IOException;
    }

    /**
     * Reads it, up to a bound.
     *
     * @param expects the {@code Expect} header: who waits to be told to go on has sent nothing, and reading would tell it to
     */
    public static void discard(Source source, @Nullable String expects) {
        if (expects != null) {
            return;
        }
        byte[] buffer = new byte[8192];
        try {
            InputStream body = source.open();
            int read = 0;
            for (int total = 0; read >= 0 && total < MOST_BYTES; total += read) {
                read = body.read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            // broken off, too slow, too large or closed already: the answer is written all the same
            return;
        }
    }
}
