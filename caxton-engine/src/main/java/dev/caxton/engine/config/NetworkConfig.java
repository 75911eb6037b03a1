package dev.caxton.engine.config;

import java.util.Set;

/**
 * What the ports let through.
 *
 * @param tls encryption
 * @param limits bounds of what one connection or request may ask for
 * @param rate how often one caller may ask
 * @param corsOrigins origins whose web pages may use the interface, such as {@code https://app.example}; default none
 * @param trustedProxies addresses and networks whose {@code X-Forwarded-For} is believed; default none
 */
public record NetworkConfig(
        TlsConfig tls,
        RequestLimits limits,
        RateLimitConfig rate,
        Set<String> corsOrigins,
        Set<AddressRange> trustedProxies) {
    public NetworkConfig {
        corsOrigins = Set.copyOf(corsOrigins);
        trustedProxies = Set.copyOf(trustedProxies);
    }
}
