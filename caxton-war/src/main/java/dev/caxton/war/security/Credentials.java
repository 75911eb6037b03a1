package dev.caxton.war.security;

import dev.caxton.api.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of its sender.
 *
 * @param path path within the application
 * @param localAddress address that it came in at; null if unknown
 * @param authorization its {@code Authorization} header
 * @param apiKey its {@code X-API-Key} header, the other documented place
 * @param principal whom the application server has recognised; null if nobody
 */
public record Credentials(
        String path,
        @Nullable String localAddress,
        @Nullable String authorization,
        @Nullable String apiKey,
        @Nullable Caller principal) {

    boolean onLoopback() {
        return localAddress != null && ForeignOrigin.loopbackAddress(localAddress);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Credentials[path=" + path + ", localAddress=" + localAddress + "]";
    }
}
