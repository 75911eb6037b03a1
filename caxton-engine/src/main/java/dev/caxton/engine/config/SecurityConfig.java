package dev.caxton.engine.config;

import java.util.Set;

/**
 * Who may come in.
 *
 * @param allowUnauthenticated whether to serve addresses other than loopback without keys; default false
 * @param authenticationEnabled whether to ask for keys on loopback as well; default false
 * @param allowedHosts further {@code Host} and {@code Origin} names to accept; default none
 */
public record SecurityConfig(boolean allowUnauthenticated, boolean authenticationEnabled, Set<String> allowedHosts) {
    public SecurityConfig {
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
