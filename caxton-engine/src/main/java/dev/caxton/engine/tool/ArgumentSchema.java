package dev.caxton.engine.tool;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks arguments against the part of JSON Schema 2020-12 that tools use: {@code type}, {@code required},
 * {@code properties}, {@code additionalProperties}, {@code items}, {@code enum}, {@code const}, {@code anyOf}, the
 * bounds of numbers, lengths and counts, and {@code format: uri}. Other keywords are annotations here.
 *
 * <p>Written out because the validator library for this job brings a second JSON library and a YAML parser with it.
 */
final class ArgumentSchema {

    private static final int MOST_VIOLATIONS = 10;

    private final Map<String, Object> schema;

    ArgumentSchema(Map<String, Object> schema) {
        this.schema = schema;
    }

    /** What is wrong with the arguments; empty if nothing is. */
    List<String> violations(Map<String, Object> arguments) {
        List<String> found = new ArrayList<>();
        check(arguments, schema, "arguments", found);
        return found.subList(0, Math.min(found.size(), MOST_VIOLATIONS));
    }

    private static void check(@Nullable Object value, Map<?, ?> schema, String at, List<String> found) {
        Object type = schema.get("type");
        if (type != null && !isOfType(value, type)) {
            found.add(at + " is " + typeName(value) + ", expected " + typeNames(type));
            return;
        }
        if (schema.get("enum") instanceof Collection<?> allowed
                && allowed.stream().noneMatch(a -> same(a, value))) {
            found.add(at + " is " + shown(value) + ", expected one of " + allowed);
        }
        if (schema.containsKey("const") && !same(schema.get("const"), value)) {
            found.add(at + " is " + shown(value) + ", expected " + shown(schema.get("const")));
        }
        if (schema.get("anyOf") instanceof Collection<?> choices && !fitsAny(value, choices)) {
            found.add(at + " fits none of " + choices);
        }
        switch (value) {
            case null -> {}
            case String text -> checkText(text, schema, at, found);
            case Number number -> checkNumber(number, schema, at, found);
            case Collection<?> items -> checkItems(items, schema, at, found);
            case Map<?, ?> members -> checkMembers(members, schema, at, found);
            default -> {}
        }
    }

    private static boolean fitsAny(@Nullable Object value, Collection<?> choices) {
        return choices.stream().anyMatch(choice -> {
            List<String> found = new ArrayList<>();
            if (choice instanceof Map<?, ?> schema) {
                check(value, schema, "value", found);
            }
            return found.isEmpty();
        });
    }

    private static void checkText(String text, Map<?, ?> schema, String at, List<String> found) {
        bound(text.codePointCount(0, text.length()), schema, "minLength", "maxLength", at + " has length ", found);
        if ("uri".equals(schema.get("format")) && !isUri(text)) {
            found.add(at + " is " + shown(text) + ", expected a URL");
        }
    }

    private static void checkNumber(Number number, Map<?, ?> schema, String at, List<String> found) {
        bound(number.doubleValue(), schema, "minimum", "maximum", at + " is ", found);
        if (schema.get("exclusiveMinimum") instanceof Number least && number.doubleValue() <= least.doubleValue()) {
            found.add(at + " is " + number + ", expected more than " + least);
        }
        if (schema.get("exclusiveMaximum") instanceof Number most && number.doubleValue() >= most.doubleValue()) {
            found.add(at + " is " + number + ", expected less than " + most);
        }
    }

    private static void checkItems(Collection<?> items, Map<?, ?> schema, String at, List<String> found) {
        bound(items.size(), schema, "minItems", "maxItems", at + " has a number of items of ", found);
        if (schema.get("items") instanceof Map<?, ?> each) {
            int index = 0;
            for (Object item : items) {
                check(item, each, at + "[" + index++ + "]", found);
                if (found.size() >= MOST_VIOLATIONS) {
                    return;
                }
            }
        }
    }

    private static void checkMembers(Map<?, ?> members, Map<?, ?> schema, String at, List<String> found) {
        if (schema.get("required") instanceof Collection<?> required) {
            for (Object name : required) {
                if (!members.containsKey(name)) {
                    found.add(at + "." + name + " is missing");
                }
            }
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        Object others = schema.get("additionalProperties");
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String place = at + "." + Values.cut(String.valueOf(member.getKey()));
            if (properties.get(member.getKey()) instanceof Map<?, ?> property) {
                check(member.getValue(), property, place, found);
            } else if (Boolean.FALSE.equals(others)) {
                found.add(place + " is not known, expected one of " + properties.keySet());
            } else if (others instanceof Map<?, ?> each) {
                check(member.getValue(), each, place, found);
            }
            if (found.size() >= MOST_VIOLATIONS) {
                return;
            }
        }
    }

    private static void bound(
            double value, Map<?, ?> schema, String least, String most, String subject, List<String> found) {
        if (schema.get(least) instanceof Number bound && value < bound.doubleValue()) {
            found.add(subject + plain(value) + ", expected at least " + bound);
        }
        if (schema.get(most) instanceof Number bound && value > bound.doubleValue()) {
            found.add(subject + plain(value) + ", expected at most " + bound);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static boolean isOfType(@Nullable Object value, Object type) {
        if (type instanceof Collection<?> types) {
            return types.stream().anyMatch(one -> one != null && isOfType(value, one));
        }
        return switch (type.toString()) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map<?, ?>;
            case "array" -> value instanceof Collection<?>;
            case "number" -> value instanceof Number number && Double.isFinite(number.doubleValue());
            case "integer" -> value instanceof Number number && isWhole(number);
            default -> true;
        };
    }

    private static boolean isWhole(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) && value == Math.rint(value);
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number first && actual instanceof Number second) {
            return first.doubleValue() == second.doubleValue();
        }
        return Objects.equals(expected, actual);
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false; // that it is no URI is the answer
        }
    }

    private static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the string " + shown(text);
            case Boolean flag -> "the boolean " + flag;
            case Number number -> "the number " + number;
            case Map<?, ?> members -> "an object of " + members.size() + " members";
            case Collection<?> items -> "an array of " + items.size() + " items";
            default -> value.getClass().getSimpleName();
        };
    }

    private static String typeNames(Object type) {
        return type instanceof Collection<?> types
                ? String.join(" or ", types.stream().map(String::valueOf).toList())
                : type.toString();
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? "'" + Values.cut(text) + "'" : String.valueOf(value);
    }
}
