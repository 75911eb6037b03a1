package dev.caxton.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is and how long to wait for it.
 *
 * @param url base of the server with its context path, such as {@code http://localhost:8080}
 * @param apiKey sent as a bearer token; null for none
 * @param timeout how long one request may take; streams may last longer
 */
public record HttpCaxtonOptions(URI url, @Nullable String apiKey, Duration timeout) {
    public HttpCaxtonOptions {
        requireNonNull(url, "url");
        requireNonNull(timeout, "timeout");
    }

    /** A server without authentication, asked with a patience of a minute. */
    public static HttpCaxtonOptions of(URI url) {
        return new HttpCaxtonOptions(url, null, Duration.ofMinutes(1));
    }

    @Override
    public String toString() {
        return "HttpCaxtonOptions[url=" + url + ", apiKey=" + (apiKey == null ? "none" : "****") + ", timeout="
                + timeout + "]";
    }
}
