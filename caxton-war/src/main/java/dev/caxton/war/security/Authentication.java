package dev.caxton.war.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends a request. What an orchestrator asks before it knows a key, health and readiness, stays open.
 * Thread-safe.
 */
public final class Authentication {

    /** Request attribute that holds the {@link Caller}. */
    public static final String CALLER = "dev.caxton.war.caller";

    /** Paths whose operations are marked {@link Open}, and those of MicroProfile Health. */
    static final Set<String> OPEN =
            Set.of("/api/v1/health", "/api/v1/ready", "/health", "/health/live", "/health/ready", "/health/started");

    private static final String BEARER = "bearer ";
    private static final String OURS = "cxt_";

    /** Of whom credentials are demanded. */
    public enum Demand {
        /** Of everybody. */
        ALWAYS,
        /** Of whoever comes in at an address that is not a loopback address. */
        BEYOND_LOOPBACK,
        /** Of nobody. */
        NEVER
    }

    private final Demand demand;
    private final Supplier<Admission> admission;
    private final BearerTokens tokens;
    private final ContainerRoles roles;

    /**
     * Demands credentials as told.
     *
     * @param admission knows keys; asked for each request, when the engine has started
     * @param tokens reads tokens that are no keys
     * @param roles knows those whom the application server has recognised
     */
    public Authentication(Demand demand, Supplier<Admission> admission, BearerTokens tokens, ContainerRoles roles) {
        this.demand = demand;
        this.admission = admission;
        this.tokens = tokens;
        this.roles = roles;
    }

    /** Whether a path within the application is open to everybody, and as often as they like. */
    public static boolean open(String path) {
        return OPEN.contains(path);
    }

    /** Whether credentials are demanded of everybody. */
    public boolean required() {
        return demand == Demand.ALWAYS;
    }

    /** Whether credentials are demanded of anybody. */
    public boolean demands() {
        return demand != Demand.NEVER;
    }

    /** Knows those whom the application server has recognised. */
    public ContainerRoles roles() {
        return roles;
    }

    /** Binds callers to threads. */
    public Admission admission() {
        return admission.get();
    }

    /**
     * Who sends a request; an {@code UNAUTHENTICATED} if that is unknown and must not be.
     *
     * <p>Where nobody is asked for credentials, a known key still says who comes and what they may. A token of ours that
     * is not in force is refused there as well, and anything else is let through: it is meant for a proxy. A certificate
     * says who comes, and never what they may.
     */
    public Caller identify(Credentials credentials) {
        return ClientCertificate.named(bearer(credentials), credentials.certificate());
    }

    private Caller bearer(Credentials credentials) {
        boolean demanded = demand == Demand.ALWAYS || demand == Demand.BEYOND_LOOPBACK && !credentials.onLoopback();
        boolean open = open(credentials.path());
        String token = token(credentials);
        if (token != null && !(open && demanded)) {
            Optional<Caller> caller = admission
                    .get()
                    .admit(token)
                    .or(() -> tokens.read(token))
                    .or(() -> token.startsWith(OURS)
                            ? Optional.empty() // a key that is not in force, whoever else comes with it
                            : Optional.ofNullable(credentials.principal()));
            if (caller.isPresent()) {
                return caller.get();
            }
            if (!open && (demanded || token.startsWith(OURS))) {
                if (!token.startsWith(OURS)) {
                    refuseWithoutRole(credentials);
                }
                throw CaxtonException.of(
                        ProblemType.UNAUTHENTICATED,
                        "The key is not known here, has expired or was revoked",
                        "Send a key in force as Authorization: Bearer <key>; an admin makes one with"
                                + " 'caxton keys create'.");
            }
        }
        if (credentials.principal() != null) {
            return credentials.principal();
        }
        if (!demanded) {
            return Caller.ANONYMOUS;
        }
        if (open) {
            return Caller.STRANGER;
        }
        refuseWithoutRole(credentials);
        throw CaxtonException.of(
                ProblemType.UNAUTHENTICATED,
                "The request carries no key",
                "Send the header Authorization: Bearer <key>; the server's log says where its first key is kept.");
    }

    /** Whom the application server knows, and who has no role here, is known, and may nothing. */
    private static void refuseWithoutRole(Credentials credentials) {
        if (credentials.stranger() != null) {
            throw withoutRole(credentials.stranger());
        }
    }

    /** The problem of a caller whose token is good and names no role of this server. */
    public static CaxtonException withoutRole(String name) {
        return CaxtonException.of(
                ProblemType.FORBIDDEN,
                "The token of '" + name + "' names no role of this server",
                "Give its holder a role at the issuer; security.oidc.role_claim and role_map say where it is read.");
    }

    /** Whether a request carries something that claims to say who sends it. */
    public static boolean claims(Credentials credentials) {
        return token(credentials) != null;
    }

    /** The problem that a caller, limited to some agents, asks for what reaches further. */
    public static CaxtonException beyondScope() {
        return CaxtonException.of(
                ProblemType.FORBIDDEN,
                "The caller is limited to some agents, and this concerns the whole server",
                "Use a key that is not limited to agents.");
    }

    private static @Nullable String token(Credentials credentials) {
        String authorization = credentials.authorization();
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        return credentials.apiKey();
    }
}
