package dev.caxton.embedded.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.caxton.api.security.Role;
import dev.caxton.engine.config.OidcConfig;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the role in a token: of several the one that may most. */
final class RoleClaim {

    private final String claim;
    private final Map<String, Role> map;

    RoleClaim(OidcConfig config) {
        this.claim = config.roleClaim();
        this.map = config.roleMap();
    }

    @Nullable
    Role of(JWTClaimsSet claims) {
        Role greatest = null;
        for (String value : values(claims)) {
            Role role = map.isEmpty() ? named(value) : map.get(value);
            if (role != null && (greatest == null || role.includes(greatest))) {
                greatest = role;
            }
        }
        return greatest;
    }

    private static @Nullable Role named(String value) {
        for (Role role : Role.values()) {
            if (role.wireName().equals(value)) {
                return role;
            }
        }
        return null;
    }

    private List<String> values(JWTClaimsSet claims) {
        Object found = claims.getClaim(claim);
        if (found == null) {
            // Keycloak keeps them in realm_access.roles; Auth0's claims are URLs, which have dots of their own.
            found = claims.getClaims();
            for (String step : claim.split("\\.")) {
                found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
            }
        }
        return switch (found) {
            case String text -> Arrays.asList(text.strip().split("\\s+"));
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
