package dev.caxton.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.wire.WireJson;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the problem in an answer, whoever wrote it: Caxton, another version of it, a proxy, or another program. */
final class ProblemReader {

    private static final int LONGEST = 200;
    private static final Set<String> MEMBERS = Set.of(
            "type",
            "title",
            "status",
            "detail",
            "instance",
            "code",
            "hint",
            "retryable",
            "errors",
            "trace_id",
            "request_id",
            "error",
            "details",
            "timestamp");

    private ProblemReader() {}

    /**
     * The problem that an answer of status 300 or more reports.
     *
     * @param body the answer's body if it is JSON, else empty
     */
    static CaxtonException read(URI url, HttpCall call, HttpAnswer answer, String body) {
        JsonNode json = tree(body);
        if (json != null && json.isObject() && (json.has("code") || json.has("detail") || json.has("title"))) {
            return CaxtonException.of(problem(json, answer.status()));
        }
        return notCaxton(url, call, answer);
    }

    /** The problem written in a problem document. */
    static Problem problem(JsonNode json, int status) {
        String code = json.path("code").asText("");
        ProblemType type = ProblemType.ofCode(code).orElseGet(() -> byStatus(status));
        Map<String, Object> context = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            Object value = member.getValue().isNull() ? null : plain(member.getValue());
            if (value != null && !MEMBERS.contains(member.getKey())) {
                context.put(member.getKey(), value);
            }
        });
        if (!code.isEmpty() && !type.name().equals(code)) {
            context.put("code", code);
        }
        String detail = text(json, "detail");
        return new Problem(
                type,
                detail != null ? detail : json.path("title").asText(type.title()),
                text(json, "hint"),
                text(json, "instance"),
                text(json, "request_id"),
                text(json, "trace_id"),
                violations(json.path("errors")),
                context);
    }

    /** An answer that Caxton does not give: a proxy's page, or another program's. */
    static CaxtonException notCaxton(URI url, HttpCall call, HttpAnswer answer) {
        int status = answer.status();
        String what = url + " answered " + call + " with status " + status + " and "
                + (answer.mediaType().isEmpty() ? "no media type" : cut(answer.mediaType()));
        return switch (status) {
            case 401 ->
                CaxtonException.of(ProblemType.UNAUTHENTICATED, what, "Something before the server asks for a login.");
            case 403 -> CaxtonException.of(ProblemType.FORBIDDEN, what, "Something before the server refuses this.");
            case 413 ->
                CaxtonException.of(
                        ProblemType.TOO_LARGE, what, "Something before the server takes smaller requests only.");
            case 429 ->
                CaxtonException.of(
                        ProblemType.TOO_MANY_REQUESTS, what, "Something before the server limits the rate; try later.");
            case 504 ->
                CaxtonException.of(
                        ProblemType.TIMEOUT, what, "A proxy before the server gave up waiting; let it wait longer.");
            default -> CaxtonException.of(ProblemType.UNREACHABLE, what, hint(answer));
        };
    }

    /** An answer that ought to be Caxton's and cannot be read. */
    static CaxtonException notUnderstood(URI url, HttpCall call, JacksonException cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.UNREACHABLE,
                        url + " answered " + call + " with JSON that Caxton cannot read: "
                                + cut(cause.getOriginalMessage()),
                        "Check that a Caxton server listens there, and of a version that fits."),
                cause);
    }

    static String cut(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String hint(HttpAnswer answer) {
        String location = answer.header("Location");
        if (answer.status() < 400 && location != null) {
            return "It redirects to " + cut(location) + "; give that address instead.";
        }
        return "Check that the URL is the one of a Caxton server, with its context path, and what a proxy before it"
                + " says.";
    }

    private static ProblemType byStatus(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemType.INVALID_ARGUMENT : ProblemType.INTERNAL_ERROR);
    }

    private static @Nullable JsonNode tree(String body) {
        try {
            return body.isEmpty() ? null : WireJson.mapper().readTree(body);
        } catch (JacksonException e) {
            // What cannot be read as a problem is reported as an answer that is none.
            return null;
        }
    }

    private static List<Violation> violations(JsonNode errors) {
        if (!errors.isArray()) {
            return List.of();
        }
        try {
            return WireJson.mapper().convertValue(errors, new TypeReference<List<Violation>>() {});
        } catch (IllegalArgumentException e) {
            // Another version may write its violations otherwise: its words still matter more than their form.
            return List.of(Violation.at("", cut(errors.toString()), null));
        }
    }

    private static Object plain(JsonNode value) {
        return WireJson.mapper().convertValue(value, Object.class);
    }

    private static @Nullable String text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        return value.isTextual() ? value.asText() : null;
    }
}
