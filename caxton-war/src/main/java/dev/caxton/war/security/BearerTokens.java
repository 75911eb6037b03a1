package dev.caxton.war.security;

import dev.caxton.api.security.Caller;
import java.util.Optional;

/** Reads tokens that somebody else issued. May be called by several threads at once. */
@FunctionalInterface
public interface BearerTokens {

    /** Whose token this is; empty for what is not such a token, an {@code UNAUTHENTICATED} for one that is not good. */
    Optional<Caller> read(String token);

    /** Reads none. */
    BearerTokens NONE = token -> Optional.empty();
}
