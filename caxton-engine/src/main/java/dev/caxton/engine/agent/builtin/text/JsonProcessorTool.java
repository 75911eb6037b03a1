package dev.caxton.engine.agent.builtin.text;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.agent.builtin.table.RecordsTable;
import dev.caxton.engine.agent.builtin.table.Table;
import dev.caxton.engine.tool.ToolFailedException;
import dev.caxton.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON, tells its structure and looks values up in it. Thread-safe. */
public final class JsonProcessorTool implements Tool {

    private static final int LONGEST_VALUE = 1_000;
    private static final long MOST_BYTES = 10_000_000;

    /** Most objects of an array that are also handed on as a table. */
    private static final int MOST_ROWS = 100_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "json_processor",
            "Parses and validates JSON, summarizes its structure, or looks a value up in it by a JSON pointer such as"
                    + " /items/0/name.",
            InputSchema.forRequestsWith("json", "json pointer", "parse json", "validate json")
                    .required("content", Property.string("JSON text.").media("application/json"))
                    .optional(
                            "pointer",
                            Property.string("JSON pointer (RFC 6901) of the value to look up; the whole where it is"
                                            + " not given.")
                                    .format("json-pointer")
                                    .length(1_000))
                    .build(),
            List.of(Table.MEDIA_TYPE),
            "builtin");

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String content = arguments.text("content");
        long limit = arguments.bytesOfParameter("max_file_size", MOST_BYTES);
        int size = content.getBytes(StandardCharsets.UTF_8).length;
        if (size > limit) {
            throw new ToolFailedException(
                    "too_large",
                    "JSON text has " + size + " bytes, expected at most " + limit,
                    "Give a smaller document, or raise max_file_size under parameters in the agent's file.");
        }
        JsonNode root = parse(content);
        String pointer = arguments.text("pointer", "");
        JsonNode node = at(root, pointer);
        String place = pointer.isEmpty() ? "" : pointer + ": ";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", JsonOutline.typeOf(node));
        if (!node.isContainerNode()) {
            data.put(
                    "value",
                    WireJson.mapper().convertValue(node, Object.class) instanceof Object value ? value : "null");
            return new ToolResult.Success(place + cut(node.asText()), data, List.of());
        }
        data.put("size", node.size());
        return new ToolResult.Success(place + JsonOutline.describe(node), data, table(node));
    }

    private static JsonNode parse(String content) {
        try {
            JsonNode root = WireJson.mapper().readTree(content);
            if (root == null || root.isMissingNode()) {
                throw new ToolFailedException("malformed_json", "JSON text is empty", null);
            }
            return root;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ToolFailedException(
                    new ToolResult.Failure(
                            "malformed_json",
                            "JSON text cannot be read" + where + ": " + cut(firstLine(e.getOriginalMessage())),
                            "Give well-formed JSON.",
                            false),
                    e);
        }
    }

    private static JsonNode at(JsonNode root, String pointer) {
        try {
            JsonNode node = root.at(JsonPointer.compile(pointer));
            if (node.isMissingNode()) {
                throw new ToolFailedException(
                        "no_such_value",
                        "JSON text has nothing at '" + pointer + "'; its structure: " + cut(JsonOutline.describe(root)),
                        "Name a place that exists.");
            }
            return node;
        } catch (IllegalArgumentException e) {
            throw new ToolFailedException(
                    new ToolResult.Failure(
                            "invalid_pointer",
                            "'" + pointer + "' is no JSON pointer",
                            "Write it like /items/0/name.",
                            false),
                    e);
        }
    }

    /** An array of objects, or the only such array of an object, is a table as well. */
    private static List<ToolResult.Artifact> table(JsonNode node) {
        List<JsonNode> arrays = new ArrayList<>();
        if (node.isArray()) {
            arrays.add(node);
        } else {
            node.elements().forEachRemaining(child -> {
                if (child.isArray()) {
                    arrays.add(child);
                }
            });
        }
        List<JsonNode> records = arrays.stream()
                .filter(array -> !array.isEmpty() && array.size() <= MOST_ROWS)
                .filter(array -> {
                    for (JsonNode item : array) {
                        if (!item.isObject() || item.isEmpty()) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (records.size() != 1) {
            return List.of();
        }
        List<?> list = WireJson.mapper().convertValue(records.get(0), List.class);
        Table table = RecordsTable.of(list);
        return List.of(new ToolResult.Artifact(table.name(), Table.MEDIA_TYPE, table.toJson()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " …";
    }
}
