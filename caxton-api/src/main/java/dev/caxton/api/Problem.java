package dev.caxton.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 describes it, with Caxton's extensions.
 *
 * @param type kind of the problem
 * @param detail what happened here: subject, value, expectation; never a body, prompt or secret
 * @param hint the remedy; null where there is none
 * @param instance path of the request that failed; null outside HTTP
 * @param requestId identifies the request in the log; null outside HTTP
 * @param traceId W3C trace id of the request; null where it had none
 * @param errors the single violations, where there are several; never null
 * @param context further values by name, such as {@code limit} and {@code used}; never null
 */
public record Problem(
        ProblemType type,
        String detail,
        @Nullable String hint,
        @Nullable String instance,
        @Nullable String requestId,
        @Nullable String traceId,
        List<Violation> errors,
        Map<String, Object> context) {

    public Problem {
        requireNonNull(type, "type");
        requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
        context = Map.copyOf(context);
    }

    /** A problem with a detail and a remedy. */
    public static Problem of(ProblemType type, String detail, @Nullable String hint) {
        return new Problem(type, detail, hint, null, null, null, List.of(), Map.of());
    }

    /** This problem with its single violations. */
    public Problem withErrors(List<Violation> violations) {
        return new Problem(type, detail, hint, instance, requestId, traceId, violations, context);
    }

    /** This problem with further values. */
    public Problem withContext(Map<String, Object> values) {
        return new Problem(type, detail, hint, instance, requestId, traceId, errors, values);
    }

    /** This problem as it occurred in a request. */
    public Problem inRequest(String path, @Nullable String request, @Nullable String trace) {
        return new Problem(type, detail, hint, path, request, trace, errors, context);
    }
}
