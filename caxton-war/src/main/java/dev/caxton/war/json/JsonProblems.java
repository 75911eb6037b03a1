package dev.caxton.war.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.WireName;
import dev.caxton.wire.NearMiss;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what is wrong with a request's JSON, and where. */
final class JsonProblems {

    private static final int SHOWN = 200;

    private JsonProblems() {}

    static CaxtonException of(JsonProcessingException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CaxtonException ours) {
                return ours;
            }
            if (cause instanceof StreamConstraintsException limit) {
                return beyondLimit(limit);
            }
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknownMember(unknown);
            case ValueInstantiationException rejected ->
                report(ProblemType.MALFORMED_REQUEST, rejected, "null stands where a value is expected", null);
            case StreamConstraintsException limit -> beyondLimit(limit);
            case JsonMappingException mapping -> wrongType(mapping);
            default -> syntax(failure, "The body cannot be read: " + cut(failure.getOriginalMessage()));
        };
    }

    private static CaxtonException unknownMember(UnrecognizedPropertyException failure) {
        String name = cut(failure.getPropertyName());
        Collection<String> known = failure.getKnownPropertyIds() == null
                ? List.of()
                : failure.getKnownPropertyIds().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList();
        String hint = NearMiss.hint(name, known, "known members: " + String.join(", ", known));
        return report(ProblemType.INVALID_ARGUMENT, failure, "member '" + name + "' is unknown here", hint);
    }

    private static CaxtonException wrongType(JsonMappingException failure) {
        String member = pointer(failure);
        String what = member.isEmpty() ? "the body" : "member '" + member.substring(1) + "'";
        if (failure instanceof InvalidFormatException format) {
            return report(
                    ProblemType.MALFORMED_REQUEST,
                    failure,
                    what + " is '" + cut(String.valueOf(format.getValue())) + "', expected " + expected(format),
                    null);
        }
        String expected = failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? expected(mismatch.getTargetType())
                : "another type";
        return report(ProblemType.MALFORMED_REQUEST, failure, what + " has the wrong type, expected " + expected, null);
    }

    private static String expected(InvalidFormatException failure) {
        Class<?> type = failure.getTargetType();
        if (type != null && type.isEnum() && WireName.class.isAssignableFrom(type)) {
            return java.util.Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == null ? "another value" : expected(type);
    }

    private static String expected(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return type.getSimpleName().endsWith("Id") ? "a UUID" : "an object";
    }

    private static CaxtonException beyondLimit(StreamConstraintsException failure) {
        return report(
                ProblemType.MALFORMED_REQUEST,
                failure,
                "The body is beyond a limit of the JSON reader: " + cut(failure.getOriginalMessage()),
                "The limits are server.limits.max_json_depth and server.limits.max_json_tokens.");
    }

    private static CaxtonException syntax(JsonProcessingException failure, String detail) {
        return report(ProblemType.MALFORMED_REQUEST, failure, detail, null);
    }

    private static CaxtonException report(
            ProblemType type, JsonProcessingException failure, String message, @Nullable String hint) {
        JsonLocation at = failure.getLocation();
        Integer line = at == null || at.getLineNr() < 1 ? null : at.getLineNr();
        Integer column = at == null || at.getColumnNr() < 1 ? null : at.getColumnNr();
        String place = line == null || column == null ? "" : " (line " + line + ", column " + column + ")";
        String pointer = failure instanceof JsonMappingException mapping ? pointer(mapping) : "";
        Problem problem = Problem.of(
                        type, Character.toUpperCase(message.charAt(0)) + message.substring(1) + place, hint)
                .withErrors(List.of(new Violation(pointer, line, column, message, hint)))
                .withContext(line == null || column == null ? Map.of() : Map.of("line", line, "column", column));
        return CaxtonException.of(problem, failure);
    }

    /** JSON pointer (RFC 6901) of the member that is wrong; empty for the body itself. */
    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .map(step -> '/' + step)
                .collect(Collectors.joining());
    }

    private static String cut(String text) {
        String line = text.lines().findFirst().orElse("").replaceFirst(" \\(start marker at .*", "");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
