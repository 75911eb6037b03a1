package dev.caxton.engine.llm.embedded;

import dev.caxton.api.tool.ToolDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A tool's input schema as this provider reads it: what it takes, and by which words a request asks for it. */
record ToolSchema(ToolDescriptor tool, List<Argument> arguments, List<String> words) {

    /**
     * One argument.
     *
     * @param name its name
     * @param required whether it must be given
     * @param schema its keywords
     */
    record Argument(String name, boolean required, Map<?, ?> schema) {

        String keyword(String name) {
            return schema.get(name) instanceof String text ? text : "";
        }

        String description() {
            return keyword("description");
        }

        Optional<String> media() {
            return schema.get("contentMediaType") instanceof String media ? Optional.of(media) : Optional.empty();
        }

        List<String> values() {
            return schema.get("enum") instanceof List<?> values
                    ? values.stream().map(String::valueOf).toList()
                    : List.of();
        }

        /** Phrases by which a request asks for a value of an enumeration; its name where there are none. */
        List<?> wordsOf(String value) {
            return schema.get("x-words") instanceof Map<?, ?> words && words.get(value) instanceof List<?> phrases
                    ? phrases
                    : List.of(value.replace('_', ' '));
        }

        /** Phrases beside which the value stands. */
        List<?> words() {
            return schema.get("x-words") instanceof List<?> phrases ? phrases : List.of();
        }

        /** Arguments without which a value of an enumeration makes no sense. */
        List<?> needsOf(String value) {
            return schema.get("x-needs") instanceof Map<?, ?> needs && needs.get(value) instanceof List<?> names
                    ? names
                    : List.of();
        }

        /** Values that are meant only where the request asks for no other. */
        List<?> general() {
            return schema.get("x-general") instanceof List<?> values ? values : List.of();
        }

        boolean isColumn() {
            return keyword("format").equals("column");
        }
    }

    static ToolSchema of(ToolDescriptor tool) {
        Map<String, Object> schema = tool.inputSchema();
        List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
        List<Argument> arguments = new ArrayList<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            new LinkedHashMap<>(properties).forEach((name, property) -> {
                if (property instanceof Map<?, ?> keywords) {
                    arguments.add(new Argument(String.valueOf(name), required.contains(name), keywords));
                }
            });
        }
        List<String> words = schema.get("x-words") instanceof List<?> phrases
                ? phrases.stream().map(String::valueOf).toList()
                : List.of(tool.name().replace('_', ' '));
        return new ToolSchema(tool, List.copyOf(arguments), words);
    }

    String name() {
        return tool.name();
    }

    /** Sets of arguments of which one must be given as well; empty if the schema names none. */
    List<List<?>> alternatives() {
        List<List<?>> sets = new ArrayList<>();
        if (tool.inputSchema().get("anyOf") instanceof List<?> choices) {
            for (Object choice : choices) {
                if (choice instanceof Map<?, ?> keywords && keywords.get("required") instanceof List<?> names) {
                    sets.add(names);
                }
            }
        }
        return sets;
    }

    /** Media types of the artifacts that it takes. */
    Stream<String> media() {
        return arguments.stream().flatMap(argument -> argument.media().stream());
    }

    /** First sentence of the description. */
    String summary() {
        int end = tool.description().indexOf(". ");
        return end < 0 ? tool.description() : tool.description().substring(0, end + 1);
    }
}
