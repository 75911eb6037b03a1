package dev.caxton.client;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, as a transport sends it.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param uri absolute address with query
 * @param headers values by name; already checked for line breaks
 * @param body text to be sent as UTF-8; null for none
 * @param upload bytes to be sent as they come, in chunks; read once, left open; null for none
 * @param timeout what {@code reading} applies it to
 * @param reading how the answer will be read
 */
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable InputStream upload,
        Duration timeout,
        Reading reading) {
    public HttpCall {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Headers and body stay out of logs. */
    @Override
    public String toString() {
        return method + " " + uri.getRawPath();
    }

    /** How an answer is read, and so what the timeout means. */
    public enum Reading {
        /** As a whole; the timeout is for the whole exchange. */
        WHOLE,
        /** Piece by piece; the timeout is for the head and for each silence. */
        STREAM,
        /** Until the caller has enough; the timeout is for the head, and a long silence ends it. */
        ENDLESS
    }
}
