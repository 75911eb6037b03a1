package dev.caxton.engine.agent.builtin.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The structure of a JSON value in a few lines. */
final class JsonOutline {

    private static final int MEMBERS_NAMED = 20;
    private static final int LONGEST_VALUE = 80;
    private static final int ITEMS_LOOKED_AT = 1_000;

    private JsonOutline() {}

    static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "unknown";
        };
    }

    static String describe(JsonNode node) {
        if (node.isObject()) {
            List<String> lines = new ArrayList<>();
            node.properties().forEach(member -> {
                if (lines.size() < MEMBERS_NAMED) {
                    lines.add("\n- " + member.getKey() + ": " + brief(member.getValue()));
                }
            });
            int more = node.size() - lines.size();
            return "object of " + node.size() + (node.size() == 1 ? " member" : " members") + String.join("", lines)
                    + (more > 0 ? "\n- … and " + more + " more" : "");
        }
        return node.isArray() ? describeArray(node) : brief(node);
    }

    private static String describeArray(JsonNode array) {
        Map<String, Integer> types = new LinkedHashMap<>();
        Map<String, Integer> members = new LinkedHashMap<>();
        int looked = 0;
        for (JsonNode item : array) {
            if (looked++ == ITEMS_LOOKED_AT) {
                break;
            }
            types.merge(typeOf(item), 1, Integer::sum);
            if (item.isObject()) {
                item.fieldNames().forEachRemaining(name -> members.merge(name, 1, Integer::sum));
            }
        }
        StringBuilder text =
                new StringBuilder("array of ").append(array.size()).append(array.size() == 1 ? " item" : " items");
        if (!types.isEmpty()) {
            text.append(" (").append(String.join(", ", types.keySet())).append(')');
        }
        int examined = looked;
        members.entrySet().stream()
                .limit(MEMBERS_NAMED)
                .forEach(member -> text.append("\n- ")
                        .append(member.getKey())
                        .append(": in ")
                        .append(member.getValue())
                        .append(" of ")
                        .append(Math.min(examined, array.size())));
        if (members.isEmpty() && !array.isEmpty()) {
            text.append("\n- first: ").append(brief(array.get(0)));
        }
        return text.toString();
    }

    private static String brief(JsonNode node) {
        if (node.isContainerNode()) {
            return typeOf(node) + " of " + node.size();
        }
        String text = node.asText().replaceAll("\\s+", " ");
        return typeOf(node) + " " + (text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…");
    }
}
