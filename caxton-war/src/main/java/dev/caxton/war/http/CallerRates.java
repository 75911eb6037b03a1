package dev.caxton.war.http;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Caller;
import dev.caxton.engine.config.RateLimitConfig;
import dev.caxton.war.problem.ProblemBody;
import dev.caxton.war.security.Authentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds each caller to its rate: a key, user or certificate by its name, others by their address. Whose
 * credentials fail is counted by its address. What an orchestrator asks, health and readiness, is never limited.
 */
final class CallerRates {

    private final @Nullable RateLimiter limiter;

    CallerRates(RateLimitConfig limits) {
        this.limiter = limits.enabled() ? new RateLimiter(limits, System::nanoTime) : null;
    }

    /**
     * The problem of a caller that asks too often, if it does. Tells it in headers what is left.
     *
     * @param caller null if its credentials failed
     */
    Optional<Problem> tooFast(HttpServletRequest request, @Nullable Caller caller, HttpServletResponse response) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (limiter == null || Authentication.open(path)) {
            return Optional.empty();
        }
        RateLimiter.Verdict verdict = limiter.take(name(request, caller));
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

    private static String name(HttpServletRequest request, @Nullable Caller caller) {
        if (caller != null && !caller.equals(Caller.ANONYMOUS) && !caller.equals(Caller.STRANGER)) {
            return caller.actor();
        }
        return request.getAttribute(ClientAddress.ATTRIBUTE) instanceof String address
                ? RateLimiter.caller(address)
                : RateLimiter.caller(request.getRemoteAddr());
    }
}
