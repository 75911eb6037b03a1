package dev.caxton.engine.llm.openai;

import dev.caxton.api.tool.ToolDescriptor;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;

/** Tools as chat completions know them: types, descriptions, enumerations and what is required; nothing of our own. */
final class ToolSpecifications {

    private ToolSpecifications() {}

    static List<ToolSpecification> of(List<ToolDescriptor> tools) {
        return tools.stream().map(ToolSpecifications::of).toList();
    }

    private static ToolSpecification of(ToolDescriptor tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(object(tool.inputSchema()))
                .build();
    }

    private static JsonObjectSchema object(Map<?, ?> schema) {
        JsonObjectSchema.Builder object = JsonObjectSchema.builder();
        if (schema.get("description") instanceof String description) {
            object.description(description);
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                if (property instanceof Map<?, ?> keywords) {
                    object.addProperty(String.valueOf(name), element(keywords));
                }
            });
        }
        if (schema.get("required") instanceof List<?> required) {
            object.required(required.stream().map(String::valueOf).toList());
        }
        if (schema.get("additionalProperties") instanceof Boolean allowed) {
            object.additionalProperties(allowed);
        }
        return object.build();
    }

    private static JsonSchemaElement element(Map<?, ?> schema) {
        String description = description(schema);
        if (schema.get("enum") instanceof List<?> values) {
            return JsonEnumSchema.builder()
                    .description(description)
                    .enumValues(values.stream().map(String::valueOf).toList())
                    .build();
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "integer" ->
                JsonIntegerSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "boolean" ->
                JsonBooleanSchema.builder().description(description).build();
            case "object" -> object(schema);
            case "array" ->
                JsonArraySchema.builder()
                        .description(description)
                        .items(
                                schema.get("items") instanceof Map<?, ?> items
                                        ? element(items)
                                        : JsonStringSchema.builder().build())
                        .build();
            default -> JsonStringSchema.builder().description(description).build();
        };
    }

    private static String description(Map<?, ?> schema) {
        StringBuilder text = new StringBuilder();
        if (schema.get("description") instanceof String description) {
            text.append(description);
        }
        if (schema.get("contentMediaType") instanceof String mediaType) {
            text.append(" Media type ")
                    .append(mediaType)
                    .append("; give the reference of an artifact (artifact:…) where another tool returned it.");
        }
        if (schema.get("default") != null) {
            text.append(" Default: ").append(schema.get("default")).append('.');
        }
        if (schema.get("minimum") != null && schema.get("maximum") != null) {
            text.append(" From ")
                    .append(schema.get("minimum"))
                    .append(" to ")
                    .append(schema.get("maximum"))
                    .append('.');
        }
        return text.toString();
    }
}
