package dev.caxton.engine.config;

import dev.caxton.api.Violation;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of {@code security.oidc}, which hang together. */
final class OidcKeys {

    private OidcKeys() {}

    /** Finds what is missing for one that is given. */
    static void check(ConfigResolution values, ConfigProblems problems) {
        ConfigKey<?> given = Stream.of(
                        ConfigKeys.OIDC_ISSUER,
                        ConfigKeys.OIDC_AUDIENCE,
                        ConfigKeys.OIDC_JWKS_URL,
                        ConfigKeys.OIDC_PUBLIC_KEY)
                .filter(key -> values.find(key) != null)
                .findFirst()
                .orElse(null);
        if (given == null) {
            return;
        }
        String source = values.entry(given).source();
        for (ConfigKey<String> needed : java.util.List.of(ConfigKeys.OIDC_ISSUER, ConfigKeys.OIDC_AUDIENCE)) {
            if (values.find(needed) == null) {
                problems.add(
                        Violation.at(source, given.name() + " is given and " + needed.name() + " is not", "give both"));
            }
        }
        boolean url = values.find(ConfigKeys.OIDC_JWKS_URL) != null;
        boolean file = values.find(ConfigKeys.OIDC_PUBLIC_KEY) != null;
        if (url == file) {
            problems.add(Violation.at(
                    source,
                    given.name() + " is given and " + (url ? "both of " : "neither of ")
                            + ConfigKeys.OIDC_JWKS_URL.name() + " and " + ConfigKeys.OIDC_PUBLIC_KEY.name() + " is",
                    "give one of the two"));
        }
    }

    static @Nullable OidcConfig assemble(ConfigResolution values) {
        String issuer = values.find(ConfigKeys.OIDC_ISSUER);
        String audience = values.find(ConfigKeys.OIDC_AUDIENCE);
        @Nullable Path publicKey = values.find(ConfigKeys.OIDC_PUBLIC_KEY);
        return issuer == null || audience == null
                ? null
                : new OidcConfig(
                        issuer,
                        audience,
                        values.find(ConfigKeys.OIDC_JWKS_URL),
                        publicKey,
                        values.get(ConfigKeys.OIDC_ROLE_CLAIM),
                        values.get(ConfigKeys.OIDC_ROLE_MAP),
                        values.get(ConfigKeys.OIDC_CLOCK_SKEW));
    }
}
