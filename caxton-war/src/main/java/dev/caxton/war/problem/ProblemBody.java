package dev.caxton.war.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.http.RequestIdentity;
import dev.caxton.wire.WireJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it stands in a response: RFC 9457 members, Caxton's extensions, and the older members that existing
 * scripts read ({@code error}, {@code details}, {@code timestamp}).
 *
 * @param status HTTP status
 * @param members JSON members in order
 */
public record ProblemBody(int status, Map<String, Object> members) {

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where the problems are explained; a problem type is this and its slug. */
    public static final String REFERENCE = "https://caxton.dev/docs/reference/problems.md#";

    /** Member of a problem's context: seconds after which the same request may succeed. */
    public static final String RETRY_AFTER = "retry_after";

    /** Seconds after which a retryable problem may be gone that does not say. */
    private static final String SOON = "1";

    /** A problem as it occurred in a request. */
    public static ProblemBody of(Problem problem, @Nullable RequestIdentity request) {
        return of(problem, request == null ? null : request.at(), request);
    }

    /** A problem outside a request, at a time. */
    public static ProblemBody at(Problem problem, Instant at) {
        return of(problem, at, null);
    }

    private static ProblemBody of(Problem problem, @Nullable Instant at, @Nullable RequestIdentity request) {
        ProblemType type = problem.type();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", REFERENCE + type.slug());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", problem.detail());
        put(members, "instance", request == null ? problem.instance() : request.path());
        members.put("code", type.name());
        put(members, "hint", problem.hint());
        members.put("retryable", type.retryable());
        members.put("errors", problem.errors());
        put(members, "trace_id", request == null ? problem.traceId() : request.traceId());
        put(members, "request_id", request == null ? problem.requestId() : request.id());
        members.put("error", type.title());
        members.put("details", problem.detail());
        put(members, "timestamp", at == null ? null : at.toString());
        problem.context().forEach(members::putIfAbsent);
        return new ProblemBody(type.status(), members);
    }

    /** This body in an answer whose status is finer than the problem type's. */
    public ProblemBody withStatus(int finer) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put("status", finer);
        return new ProblemBody(finer, copy);
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /** Value of the {@code Retry-After} header; null where waiting does not help. */
    public @Nullable String retryAfter() {
        return status == 429 || status == 503
                ? members.getOrDefault(RETRY_AFTER, SOON).toString()
                : null;
    }

    /** The body. */
    public byte[] bytes() {
        try {
            return WireJson.mapper().writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem's context holds what JSON cannot", e);
        }
    }

    /** Answers with this. */
    public void writeTo(HttpServletResponse response) throws IOException {
        byte[] body = bytes();
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        if (retryAfter() != null) {
            response.setHeader("Retry-After", retryAfter());
        }
        if (status == HttpServletResponse.SC_UNAUTHORIZED && !response.containsHeader("WWW-Authenticate")) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getOutputStream().write(body);
    }
}
