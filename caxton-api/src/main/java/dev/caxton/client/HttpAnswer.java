package dev.caxton.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP answer, with its body still to be read.
 *
 * @param status HTTP status code
 * @param headers first value of each header, by name in lower case
 * @param body the rest; reading it throws a timeout exception when the call's patience ends
 */
public record HttpAnswer(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** A header's value; null if the answer does not have it. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Media type without parameters, in lower case; empty if the answer names none. */
    public String mediaType() {
        String type = headers.getOrDefault("content-type", "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Lets the connection go; what was not read is lost. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
