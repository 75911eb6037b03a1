package dev.caxton.engine.config;

import dev.caxton.api.security.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are taken besides keys.
 *
 * @param issuer {@code iss} that tokens must have
 * @param audience {@code aud} that tokens must have
 * @param jwksUrl where the issuer's keys are; null where {@code publicKey} is given
 * @param publicKey PEM file with the issuer's one key; null where {@code jwksUrl} is given
 * @param roleClaim claim that names roles, dotted where it lies inside another
 * @param roleMap roles by what the claim holds; empty where it holds the names of roles
 * @param clockSkew how far clocks may differ
 */
public record OidcConfig(
        String issuer,
        String audience,
        @Nullable String jwksUrl,
        @Nullable Path publicKey,
        String roleClaim,
        Map<String, Role> roleMap,
        Duration clockSkew) {
    public OidcConfig {
        roleMap = Map.copyOf(roleMap);
    }
}
