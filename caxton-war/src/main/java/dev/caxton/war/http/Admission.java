package dev.caxton.war.http;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.problem.ProblemBody;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.ClientCertificate;
import dev.caxton.war.security.ForeignOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests come in: those with an acceptable host and origin, with credentials where they are asked for, and
 * within the caller's rate. A caller whose credentials fail is counted by its address. What an orchestrator asks, health
 * and readiness, is never limited.
 */
final class Admission {

    private final ForeignOrigin origins;
    private final CrossOrigin pages;
    private final Authentication authentication;
    private final ClientAddress addresses;
    private final @Nullable RateLimiter rates;

    Admission(HttpSettings settings, Authentication authentication) {
        this.origins = new ForeignOrigin(settings);
        this.pages = new CrossOrigin(settings.network().corsOrigins());
        this.authentication = authentication;
        this.addresses = new ClientAddress(settings.network().trustedProxies());
        this.rates = settings.network().rate().enabled()
                ? new RateLimiter(settings.network().rate(), System::nanoTime)
                : null;
    }

    /** Answers a browser's question whether a page may send a request; false if the request is none. */
    boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        pages.set(origin, response::setHeader);
        if (!pages.preflight(request.getMethod(), origin, request.getHeader("Access-Control-Request-Method"))
                || origins.check(request.getLocalAddr(), request.getHeader("Host"), origin)
                        .isPresent()) {
            return false;
        }
        pages.answerPreflight(response::setHeader);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    /** Why a request does not come in, if it does not. Notes who sends it in its attributes. */
    Optional<Problem> refuses(HttpServletRequest request, HttpServletResponse response) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.size() > 1) {
            return Optional.of(Problem.of(
                    ProblemType.MALFORMED_REQUEST, "The request has " + hosts.size() + " Host headers", null));
        }
        String address = addresses.of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
        request.setAttribute(ClientAddress.ATTRIBUTE, address);
        String subject = ClientCertificate.note(request);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<Problem> refused = origins.check(
                        request.getLocalAddr(), request.getHeader("Host"), request.getHeader("Origin"))
                .or(() ->
                        authentication.check(path, request.getHeader("Authorization"), request.getHeader("X-API-Key")));
        if (rates == null || Authentication.open(path)) {
            return refused;
        }
        String caller = subject == null || refused.isPresent() ? RateLimiter.caller(address) : "certificate " + subject;
        return tooFast(rates.take(caller), response).or(() -> refused);
    }

    private static Optional<Problem> tooFast(RateLimiter.Verdict verdict, HttpServletResponse response) {
        response.setHeader("RateLimit-Limit", Integer.toString(verdict.limit()));
        response.setHeader("RateLimit-Remaining", Integer.toString(verdict.remaining()));
        response.setHeader("RateLimit-Reset", Long.toString(verdict.resetSeconds()));
        if (verdict.allowed()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "This caller sends requests faster than security.rate_limiting allows",
                        "Wait as long as Retry-After says, in seconds, and send fewer requests at once.")
                .withContext(Map.of(ProblemBody.RETRY_AFTER, verdict.retrySeconds(), "limit", verdict.limit())));
    }
}
