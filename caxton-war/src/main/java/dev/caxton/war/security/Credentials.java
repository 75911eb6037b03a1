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
 * @param principal whom the application server has recognised; null if nobody, or nobody with a role here
 * @param stranger name of whom the application server has recognised and who has no role here; null if nobody
 * @param certificate subject of the verified certificate that came with the connection; null if none
 */
public record Credentials(
        String path,
        @Nullable String localAddress,
        @Nullable String authorization,
        @Nullable String apiKey,
        @Nullable Caller principal,
        @Nullable String stranger,
        @Nullable String certificate) {

    boolean onLoopback() {
        return localAddress != null && ForeignOrigin.loopbackAddress(localAddress);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Credentials[path=" + path + ", localAddress=" + localAddress + "]";
    }
}
