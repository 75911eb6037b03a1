package dev.caxton.engine.agent.builtin.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the JSON Schema of a tool's arguments. Not thread-safe. */
public final class InputSchema {

    private final List<String> words;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Map<String, Object>> alternatives = new ArrayList<>();

    private InputSchema(List<String> words) {
        this.words = words;
    }

    /** A schema without properties yet, for a tool that a request asks for with one of these phrases. */
    public static InputSchema forRequestsWith(String... words) {
        return new InputSchema(List.of(words));
    }

    /** Adds an argument that must be given. */
    public InputSchema required(String name, Property property) {
        required.add(name);
        return optional(name, property);
    }

    /** Adds an argument that may be left out. */
    public InputSchema optional(String name, Property property) {
        properties.put(name, property.keywords());
        return this;
    }

    /** One of these arguments must be given. */
    public InputSchema anyOf(String... names) {
        for (String name : names) {
            alternatives.add(Map.of("required", List.of(name)));
        }
        return this;
    }

    /** The schema as JSON has it. */
    public Map<String, Object> build() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", new LinkedHashMap<>(properties));
        schema.put("required", List.copyOf(required));
        if (!alternatives.isEmpty()) {
            schema.put("anyOf", List.copyOf(alternatives));
        }
        schema.put("additionalProperties", false);
        schema.put("x-words", words);
        return schema;
    }
}
