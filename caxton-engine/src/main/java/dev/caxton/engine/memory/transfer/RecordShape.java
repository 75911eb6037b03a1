package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one record from its JSON: what it is, and that its members are of the right kind. */
final class RecordShape {

    private final RecordSink sink;
    private final long line;
    private final String path;
    private boolean bad;

    RecordShape(RecordSink sink, long line, String path) {
        this.sink = sink;
        this.line = line;
        this.path = path;
    }

    /** A record that says itself what it is. */
    void read(JsonNode node) {
        read(node, null);
    }

    /**
     * A record.
     *
     * @param kind what it is by its place; null where it says so itself
     */
    void read(JsonNode node, @Nullable String kind) {
        if (!node.isObject()) {
            defect("", "is " + describe(node) + ", expected an object");
            return;
        }
        String type = node.path("type").asText("");
        String said = kind != null ? kind : type;
        TransferRecord record =
                switch (said) {
                    case "entity" -> entity(node);
                    case "relation" -> relation(node);
                    case "metadata" -> new TransferRecord.Header();
                    case "end" ->
                        new TransferRecord.End(
                                node.path("entities").asLong(-1),
                                node.path("relations").asLong(-1));
                    default -> {
                        defect(
                                ".type",
                                type.isEmpty()
                                        ? "is missing, expected entity or relation"
                                        : "is '" + cut(type) + "', expected entity or relation");
                        yield new TransferRecord.Header();
                    }
                };
        if (!bad) {
            sink.record(record, line, path);
        }
    }

    private TransferRecord entity(JsonNode node) {
        // The MCP server's members, or ours.
        boolean foreign = node.has("name") && !node.has("entity_name");
        RecordMembers members = members(node, "");
        List<TransferRecord.Fact> facts = new ArrayList<>();
        JsonNode observations = node.path("observations");
        if (!observations.isMissingNode() && !observations.isArray()) {
            defect(".observations", "is " + describe(observations) + ", expected an array");
        }
        for (int i = 0; i < observations.size(); i++) {
            fact(observations.get(i), ".observations[" + i + "]", facts);
        }
        List<TransferRecord.Version> versions = new ArrayList<>();
        JsonNode history = node.path("versions");
        for (int i = 0; i < history.size(); i++) {
            version(history.get(i), ".versions[" + i + "]", versions);
        }
        return new TransferRecord.Entity(
                members.id("entity_id", "ent_"),
                members.required(foreign ? "name" : "entity_name"),
                members.required(foreign ? "entityType" : "entity_type"),
                members.text("memory_scope"),
                members.either("agent", "agent_id"),
                members.object("metadata"),
                members.time("created_at"),
                members.time("updated_at"),
                members.count("version"),
                members.time("valid_from"),
                members.time("valid_to"),
                members.flag("continued"),
                List.copyOf(facts),
                List.copyOf(versions),
                members.vector("embedding"));
    }

    private void fact(JsonNode node, String place, List<TransferRecord.Fact> facts) {
        if (node.isTextual()) {
            facts.add(new TransferRecord.Fact(
                    null, node.textValue(), null, null, null, null, null, null, null, null, null));
            return;
        }
        if (!node.isObject()) {
            defect(place, "is " + describe(node) + ", expected a text or an object");
            return;
        }
        RecordMembers members = members(node, place);
        facts.add(new TransferRecord.Fact(
                members.id("observation_id", "obs_"),
                members.required("content"),
                members.text("source"),
                members.text("author"),
                members.number("confidence"),
                members.time("created_at"),
                members.time("retracted_at"),
                members.time("valid_from"),
                members.time("valid_to"),
                members.id("replaces", "obs_"),
                members.vector("embedding")));
    }

    private void version(JsonNode node, String place, List<TransferRecord.Version> versions) {
        RecordMembers members = members(node, place);
        Long version = members.count("version");
        Long validFrom = members.time("valid_from");
        Long recordedAt = members.time("recorded_at");
        Long supersededAt = members.time("superseded_at");
        if (version == null || validFrom == null || recordedAt == null || supersededAt == null) {
            defect(place, "is incomplete, expected version, valid_from, recorded_at, superseded_at");
            return;
        }
        if (!versions.isEmpty() && versions.getLast().version() >= version) {
            defect(place + ".version", "is " + version + ", expected more than the version before");
            return;
        }
        versions.add(new TransferRecord.Version(
                version, members.object("metadata"), validFrom, members.time("valid_to"), recordedAt, supersededAt));
    }

    private TransferRecord relation(JsonNode node) {
        boolean foreign = node.has("from") && !node.has("from_entity");
        RecordMembers members = members(node, "");
        return new TransferRecord.Relation(
                members.id("relation_id", "rel_"),
                members.required(foreign ? "from" : "from_entity"),
                members.required(foreign ? "to" : "to_entity"),
                members.text("from_name"),
                members.text("to_name"),
                members.required(foreign ? "relationType" : "relation_type"),
                members.text("memory_scope"),
                members.either("agent", "agent_id"),
                members.number("strength"),
                members.number("confidence"),
                members.object("metadata"),
                members.time("created_at"),
                members.time("retracted_at"),
                members.time("valid_from"),
                members.time("valid_to"),
                members.id("replaces", "rel_"));
    }

    private RecordMembers members(JsonNode node, String place) {
        return new RecordMembers(node, place, this::defect);
    }

    private void defect(String place, String message) {
        bad = true;
        sink.defect(line, null, path + place, message);
    }

    static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }

    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
