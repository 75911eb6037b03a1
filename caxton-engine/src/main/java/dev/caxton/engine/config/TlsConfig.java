package dev.caxton.engine.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of both ports.
 *
 * @param enabled whether the ports speak TLS; default false
 * @param certificate PEM file of the certificate, its issuers after it; default {@code certs/server.crt} in the data
 *     directory
 * @param key PEM file of the private key; default {@code certs/server.key} in the data directory
 * @param keyPassword password of an encrypted key; null for a key that is not
 * @param clientAuthorities PEM file of the authorities whose client certificates are believed; null for none
 * @param clientAuth whether callers show a certificate; default {@link ClientAuth#NONE}
 * @param minimumVersion {@code 1.2} or {@code 1.3}; default 1.2
 * @param cipherSuites names of the cipher suites to offer; empty for those that the JDK holds to be strong
 */
public record TlsConfig(
        boolean enabled,
        Path certificate,
        Path key,
        @Nullable Secret keyPassword,
        @Nullable Path clientAuthorities,
        ClientAuth clientAuth,
        String minimumVersion,
        List<String> cipherSuites) {
    public TlsConfig {
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** Whether callers show a certificate. */
    public enum ClientAuth {
        /** They are not asked. */
        NONE,
        /** They may, and one that is shown must be good. */
        OPTIONAL,
        /** Nobody comes in without one. */
        REQUIRED
    }
}
