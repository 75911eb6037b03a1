package dev.caxton.embedded.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.caxton.engine.config.OidcConfig;
import java.time.Clock;
import java.util.Date;
import java.util.Set;

/** Holds claims to be of our issuer, for us, by somebody, and of this time. */
final class RequiredClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final Clock clock;

    RequiredClaims(OidcConfig config, Clock clock) {
        super(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                Set.of("exp", "sub"));
        this.clock = clock;
        setMaxClockSkew(Math.toIntExact(config.clockSkew().toSeconds()));
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
