package dev.caxton.engine.config;

import dev.caxton.api.security.Role;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in.
 *
 * @param allowUnauthenticated whether to serve addresses other than loopback without keys; default false
 * @param authenticationEnabled whether to ask for keys on loopback as well; default false
 * @param allowedHosts further {@code Host} and {@code Origin} names to accept; default none
 * @param oidc whose tokens are taken besides keys; null for nobody's
 * @param roleMap roles by what an issuer calls them; empty where it uses the names of roles
 */
public record SecurityConfig(
        boolean allowUnauthenticated,
        boolean authenticationEnabled,
        Set<String> allowedHosts,
        @Nullable OidcConfig oidc,
        Map<String, Role> roleMap) {
    public SecurityConfig {
        allowedHosts = Set.copyOf(allowedHosts);
        roleMap = Map.copyOf(roleMap);
    }
}
