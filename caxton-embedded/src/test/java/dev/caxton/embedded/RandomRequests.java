package dev.caxton.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests to the operations of a document: some as it says, most of them wrong in some way. The same seed, the same requests. */
final class RandomRequests {

    private static final JsonNodeFactory JSON = WireJson.mapper().getNodeFactory();

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "..",
            "../..",
            "%2e",
            "null",
            "undefined",
            "-1",
            "0",
            "1e400",
            "99999999999999999999",
            "NaN",
            "true",
            "{}",
            "[]",
            "\r\nX: y",
            "<script>",
            "' or 1=1 --",
            "${env:PATH}",
            "{{name}}",
            "*",
            "\"",
            "\\",
            "caf\u00e9",
            "\ud83d\ude00",
            "\u202egro",
            "\ufeff",
            "a".repeat(70),
            "b".repeat(2_000),
            "2026-13-45T99:99:99Z",
            "00000000-0000-0000-0000-000000000000",
            "5s",
            "-5s",
            "1000000h",
            "AND OR NOT",
            "\"unbalanced");

    private final Random random;
    private final ApiDocument document;
    private final Map<String, List<String>> known;

    /**
     * A request.
     *
     * @param target path and query, encoded
     * @param headers names and values in turn
     * @param body null for none
     */
    record Generated(
            String target,
            List<String> headers,
            @org.jspecify.annotations.Nullable String body) {}

    /**
     * Begins a sequence.
     *
     * @param known values that exist on the server, by the name of a path variable or member
     */
    RandomRequests(ApiDocument document, Map<String, List<String>> known, long seed) {
        this.document = document;
        this.known = known;
        this.random = new Random(seed);
    }

    Generated next(ApiDocument.Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        List<String> headers = new ArrayList<>();
        for (JsonNode parameter : operation.spec().path("parameters")) {
            JsonNode resolved = document.resolve(parameter);
            String name = resolved.path("name").asText();
            switch (resolved.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(nonEmpty(parameter(name, resolved))));
                case "query" -> {
                    if (resolved.path("required").asBoolean() ? !chance(0.05) : chance(0.5)) {
                        query.append(name)
                                .append('=')
                                .append(encoded(parameter(name, resolved)))
                                .append('&');
                    }
                }
                case "header" -> {
                    if (chance(0.4)) {
                        headers.addAll(List.of(name, header(name)));
                    }
                }
                default -> throw new IllegalStateException("parameter in " + resolved);
            }
        }
        if (chance(0.05)) {
            query.append(encoded(oddText())).append('=').append(encoded(oddText()));
        }
        if (chance(0.15)) {
            headers.addAll(List.of(
                    "Accept",
                    pick(List.of(
                            "application/json",
                            "text/event-stream",
                            "text/plain",
                            "*/*;q=0.1",
                            "image/png",
                            "nonsense",
                            "application/xml"))));
        }
        String body = body(operation, headers);
        return new Generated(path + (query.isEmpty() ? "" : "?" + query), headers, body);
    }

    private @org.jspecify.annotations.Nullable String body(ApiDocument.Operation operation, List<String> headers) {
        JsonNode schema = document.body(operation);
        boolean stops = operation.path().endsWith("/shutdown"); // which it must not do here
        if (schema.isMissingNode() || !stops && chance(0.03)) {
            return null;
        }
        headers.addAll(List.of(
                "Content-Type",
                chance(0.95) ? "application/json" : pick(List.of("text/plain", "a/b", "application/xml"))));
        if (chance(0.05)) {
            return pick(List.of(
                    stops ? "}" : "",
                    "{",
                    "[]",
                    stops ? "[" : "null",
                    "\"text\"",
                    "{\"a\":1}{",
                    "[[[[",
                    "0",
                    "{\"\":{}}",
                    "\u0000"));
        }
        JsonNode value = value(schema, "", 0);
        if (stops && value.isObject()) {
            ((ObjectNode) value).put("unknown", 1);
        }
        try {
            return WireJson.mapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(JsonNode reference, String name, int depth) {
        if (depth > 0 && chance(0.08)) {
            return oddValue();
        }
        JsonNode schema = document.resolve(reference);
        if (schema.has("enum")) {
            return JSON.textNode(pick(texts(schema.path("enum"))));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(schema.path("items"), name, depth + 1));
                }
                yield array;
            }
            case "integer" -> JSON.numberNode(random.nextInt(-2, 200));
            case "number" -> JSON.numberNode(random.nextInt(-1, 12) / 10.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(text(name));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = texts(schema.path("required"));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) ? !chance(0.05) : chance(0.5)) {
                object.set(property.getKey(), value(property.getValue(), property.getKey(), depth + 1));
            }
        }
        boolean free = !schema.has("properties");
        if (free && depth < 4 || chance(0.03)) {
            object.set(oddText(), oddValue());
        }
        return object;
    }

    private String parameter(String name, JsonNode parameter) {
        if (chance(0.2)) {
            return oddText();
        }
        JsonNode schema = document.resolve(parameter.path("schema"));
        if (schema.has("enum")) {
            return pick(texts(schema.path("enum")));
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> String.valueOf(random.nextInt(-1, 60));
            case "number" -> String.valueOf(random.nextInt(-1, 12) / 10.0);
            case "boolean" -> pick(List.of("true", "false", "yes", "1"));
            default -> text(name);
        };
    }

    private String header(String name) {
        return name.equals("Prefer")
                ? pick(List.of("respond-async", "respond-async, wait=10", "return=minimal", ";;"))
                : pick(List.of("key-" + random.nextInt(20), "k".repeat(300), "a b", "\u00e9", "\"quoted\""));
    }

    private String text(String name) {
        List<String> values = known.get(name);
        return values != null && chance(0.7) ? pick(values) : chance(0.6) ? "word" + random.nextInt(30) : oddText();
    }

    private JsonNode oddValue() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextLong());
            case 2 -> JSON.numberNode(new java.math.BigDecimal("1e300"));
            case 3 -> JSON.booleanNode(true);
            case 4 -> JSON.arrayNode().add(JSON.arrayNode().add(oddText()));
            case 5 -> JSON.objectNode().put(oddText(), oddText());
            default -> JSON.textNode(oddText());
        };
    }

    private String oddText() {
        return pick(ODD_TEXTS);
    }

    private static String nonEmpty(String text) {
        return text.isEmpty() ? "x" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
