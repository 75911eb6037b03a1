package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of an object, read by kind; what is of another kind is told, with its place. */
final class RecordMembers {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int MOST_DIMENSIONS = 4_096;

    private final JsonNode node;
    private final String place;
    private final BiConsumer<String, String> defects;

    RecordMembers(JsonNode node, String place, BiConsumer<String, String> defects) {
        this.node = node;
        this.place = place;
        this.defects = defects;
    }

    String required(String member) {
        String text = text(member);
        if (text == null
                && node.path(member).isMissingNode() | node.path(member).isNull()) {
            bad(member, "is missing, expected a text");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String text(String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            bad(member, "is " + RecordShape.describe(value) + ", expected a text");
            return null;
        }
        return value.textValue();
    }

    @Nullable
    String either(String first, String second) {
        String text = text(first);
        return text == null ? text(second) : text;
    }

    /** An id as this product makes them; others are told. */
    @Nullable
    String id(String member, String prefix) {
        String text = text(member);
        if (text != null
                && !(text.startsWith(prefix)
                        && UUID.matcher(text.substring(prefix.length())).matches())) {
            bad(member, "is '" + RecordShape.cut(text) + "', expected " + prefix + " and a UUID in lower case");
            return null;
        }
        return text;
    }

    String object(String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return "{}";
        }
        if (!value.isObject()) {
            bad(member, "is " + RecordShape.describe(value) + ", expected an object");
            return "{}";
        }
        return value.toString();
    }

    @Nullable
    Double number(String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            bad(member, "is " + RecordShape.describe(value) + ", expected a number");
            return null;
        }
        return value.doubleValue();
    }

    @Nullable
    Long count(String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 1) {
            bad(member, "is " + RecordShape.cut(value.toString()) + ", expected a whole number from 1");
            return null;
        }
        return value.longValue();
    }

    boolean flag(String member) {
        return node.path(member).asBoolean(false);
    }

    /** A time of ISO 8601 with its offset, in milliseconds. */
    @Nullable
    Long time(String member) {
        String text = text(member);
        if (text == null) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text).toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            bad(member, "is '" + RecordShape.cut(text) + "', expected a time such as 2025-01-31T12:00:00Z");
            return null;
        }
    }

    TransferRecord.@Nullable Vector vector(String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        JsonNode values = value.path("vector");
        String model = value.path("model").asText("");
        if (!values.isArray() || values.isEmpty() || values.size() > MOST_DIMENSIONS || model.isEmpty()) {
            bad(member, "is no vector, expected model and vector");
            return null;
        }
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
            if (!values.get(i).isNumber() || !Float.isFinite(floats[i])) {
                bad(member + ".vector[" + i + "]", "is no finite number");
                return null;
            }
        }
        return new TransferRecord.Vector(model, floats);
    }

    private void bad(String member, String message) {
        defects.accept(place + "." + member, message);
    }
}
