package dev.caxton.embedded.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Role;
import dev.caxton.engine.config.OidcConfig;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.BearerTokens;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tokens of one issuer, as signed JWTs (RFC 7519) by RS, PS or ES algorithms of 256 bits and more. What a token
 * says of its own key, other than the key's id, is not looked at. A token is good until it expires: there is no list of
 * those that were withdrawn. Thread-safe.
 */
public final class OidcTokens implements BearerTokens {

    /** Longest token that is read; issuers stay below, and so do the headers of most proxies. */
    static final int LONGEST_TOKEN = 8 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    /** Three parts in base64url (RFC 7515 section 7.1), the last of which an unsecured token leaves empty. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    private static final int LONGEST_SUBJECT = 128;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final RoleClaim roles;

    private OidcTokens(OidcConfig config, Clock clock) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)); // RFC 9068 names the second
        processor.setJWSKeySelector(IssuerKeys.of(config));
        processor.setJWTClaimsSetVerifier(new RequiredClaims(config, clock));
        roles = new RoleClaim(config);
    }

    /** The tokens that a configuration describes; none if it describes none. */
    public static BearerTokens of(@Nullable OidcConfig config, Clock clock) {
        return config == null ? NONE : new OidcTokens(config, clock);
    }

    @Override
    public Optional<Caller> read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw refused("has " + token.length() + " characters, expected at most " + LONGEST_TOKEN, null);
        }
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (RateLimitReachedException e) {
            throw refused("names a key that is not known", e); // the issuer was asked a moment ago
        } catch (KeySourceException e) {
            LOG.warn("the keys of the issuer cannot be read: {}", e.getMessage());
            throw refused("names a key that is not known, and the issuer's keys cannot be read now", e);
        } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
            throw refused("is not accepted: " + plain(e.getMessage()), e);
        }
        String subject = plain(claims.getSubject());
        Role role = roles.of(claims);
        if (role == null) {
            throw Authentication.withoutRole(subject);
        }
        return Optional.of(new Caller("oidc:" + subject, role, Set.of()));
    }

    private static CaxtonException refused(String reason, @Nullable Exception cause) {
        return CaxtonException.of(
                Problem.of(ProblemType.UNAUTHENTICATED, "The token " + reason, "Get a new token from the issuer."),
                cause);
    }

    private static String plain(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) + "…" : line;
    }
}
