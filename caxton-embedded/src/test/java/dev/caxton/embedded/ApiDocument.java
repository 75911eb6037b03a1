package dev.caxton.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The OpenAPI document of a server: its operations, and whether answers are as it says. */
final class ApiDocument {

    private final JsonNode root;

    /**
     * One operation.
     *
     * @param path with its variables in braces
     * @param method in upper case
     * @param spec what the document says of it
     */
    record Operation(String path, String method, JsonNode spec) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    ApiDocument(JsonNode root) {
        this.root = root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(new Operation(
                        path.getKey(), method.getKey().toUpperCase(java.util.Locale.ROOT), method.getValue()));
            }
        }
        return operations;
    }

    /** What a reference points to; any other node as it is. */
    JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.has("$ref")) {
            resolved = root.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }

    /** The schema of an operation's body; missing if it takes none. */
    JsonNode body(Operation operation) {
        return operation
                .spec()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /** What is wrong with an answer; empty if it is as the document says. */
    List<String> violations(Operation operation, int status, String mediaType, String body) {
        JsonNode responses = operation.spec().path("responses");
        JsonNode response =
                resolve(responses.path(responses.has(String.valueOf(status)) ? String.valueOf(status) : "default"));
        if (status < 400 && !responses.has(String.valueOf(status))) {
            return List.of("status " + status + " is not documented");
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("a body is not documented");
        }
        if (!content.has(mediaType)) {
            // default and shared responses are problems, whatever else an operation answers
            return mediaType.equals("application/problem+json") && status >= 400
                    ? problems(body)
                    : List.of("media type " + mediaType + " is not documented for " + status);
        }
        List<String> found = new ArrayList<>();
        if (mediaType.endsWith("/json") || mediaType.endsWith("+json")) {
            check(Rest.json(body), content.path(mediaType).path("schema"), "", found);
        }
        return found;
    }

    private List<String> problems(String body) {
        List<String> found = new ArrayList<>();
        check(Rest.json(body), root.at("/components/schemas/Problem"), "", found);
        return found;
    }

    private void check(JsonNode value, JsonNode reference, String place, List<String> found) {
        JsonNode schema = resolve(reference);
        String type = schema.path("type").asText();
        boolean fits =
                switch (type) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" ->
                        value.isTextual()
                                && format(value.asText(), schema.path("format").asText());
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> true;
                };
        if (!fits) {
            found.add(place + " is " + shown(value) + ", expected " + type + " "
                    + schema.path("format").asText());
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(place + " is " + shown(value) + ", expected one of " + schema.path("enum"));
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                found.add(place + "/" + required.asText() + " is missing");
            }
        }
        value.properties().forEach(member -> {
            String where = place + "/" + member.getKey();
            JsonNode property = schema.path("properties").path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(member.getValue(), property, where, found);
            } else if (others.isObject()) {
                check(member.getValue(), others, where, found);
            } else if (schema.has("properties") && !others.asBoolean()) {
                found.add(where + " is not documented");
            }
        });
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> check(item, schema.path("items"), place + "/[]", found));
        }
    }

    private static boolean contains(JsonNode values, JsonNode wanted) {
        for (JsonNode value : values) {
            if (value.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean format(String text, String format) {
        try {
            return switch (format) {
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "date-time" -> OffsetDateTime.parse(text) != null;
                default -> true;
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
