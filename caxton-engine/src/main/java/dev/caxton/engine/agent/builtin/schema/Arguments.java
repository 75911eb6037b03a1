package dev.caxton.engine.agent.builtin.schema;

import dev.caxton.api.spi.ToolCall;
import dev.caxton.engine.config.ByteSize;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed reading of a call's arguments, which were checked against the schema before. */
public final class Arguments {

    private final Map<String, Object> values;
    private final Map<String, Object> parameters;

    /** The arguments of a call. */
    public Arguments(ToolCall call) {
        this.values = call.arguments();
        this.parameters = call.parameters();
    }

    /** A required text. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** A text that may be left out. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    /** A text, or the default where none was given. */
    public String text(String name, String fallback) {
        return optionalText(name).orElse(fallback);
    }

    /** A whole number, or the default where none was given. */
    public int integer(String name, int fallback) {
        return values.get(name) instanceof Number number ? number.intValue() : fallback;
    }

    /** A truth value that may be left out. */
    public Optional<Boolean> bool(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Texts of an array; empty where none was given. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Numbers of an array; empty where none was given. */
    public List<Double> numbers(String name) {
        return values.get(name) instanceof List<?> items
                ? items.stream()
                        .filter(Number.class::isInstance)
                        .map(item -> ((Number) item).doubleValue())
                        .toList()
                : List.of();
    }

    /** A value of any type that may be left out. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Bytes, from the agent's own parameter such as {@code max_file_size: "10MB"}, but at most the given limit.
     */
    public long bytesOfParameter(String name, long limit) {
        Object value = parameters.get(name);
        if (value == null) {
            return limit;
        }
        ByteSize size = ByteSize.parse(value.toString());
        if (size == null) {
            throw new ToolFailedException(
                    "invalid_parameter",
                    "Parameter " + name + " of the agent is '" + value + "', expected a size such as 10MB",
                    "Correct " + name + " under parameters in the agent's file.");
        }
        return Math.min(limit, size.bytes());
    }

    private static ToolFailedException missing(String name) {
        return new ToolFailedException("invalid_arguments", "Argument '" + name + "' is missing", null);
    }
}
