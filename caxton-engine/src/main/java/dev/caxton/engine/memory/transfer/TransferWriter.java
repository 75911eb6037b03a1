package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records to a stream: one document, or a line for each. One thread. */
public final class TransferWriter implements AutoCloseable {

    /** How records are laid out. */
    public enum Layout {
        /** One document. */
        DOCUMENT,
        /** A line for each record. */
        LINES,
        /** Lines of the MCP server {@code server-memory}. */
        SERVER_MEMORY
    }

    private final JsonGenerator json;
    private final Layout layout;
    private boolean inRelations;
    private long entities;
    private long relations;

    /** Writes what an export says of itself. The stream stays open when this is closed. */
    public TransferWriter(OutputStream target, Layout layout, Map<String, Object> metadata) throws IOException {
        this.layout = layout;
        ObjectMapper mapper = JsonMapper.builder().build();
        json = mapper.getFactory().createGenerator(target);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.setRootValueSeparator(null);
        switch (layout) {
            case DOCUMENT -> {
                json.writeStartObject();
                json.writeRaw('\n');
                json.writeObjectField("export_metadata", metadata);
                json.writeRaw('\n');
                json.writeArrayFieldStart("entities");
            }
            case LINES -> {
                json.writeStartObject();
                json.writeStringField("type", "metadata");
                json.writeObjectField("export_metadata", metadata);
                json.writeEndObject();
                json.writeRaw('\n');
            }
            case SERVER_MEMORY -> {}
        }
    }

    /** Writes an entity; all of them come before the relations. */
    public void write(TransferRecord.Entity entity) throws IOException {
        entities++;
        begin("entity");
        if (layout == Layout.SERVER_MEMORY) {
            json.writeStringField("name", entity.name());
            json.writeStringField("entityType", entity.type());
            json.writeArrayFieldStart("observations");
            for (TransferRecord.Fact fact : entity.observations()) {
                json.writeString(fact.content());
            }
            json.writeEndArray();
        } else {
            text("entity_id", entity.id());
            json.writeStringField("entity_name", entity.name());
            json.writeStringField("entity_type", entity.type());
            if (entity.continued()) {
                json.writeBooleanField("continued", true);
            }
            text("memory_scope", entity.scope());
            text("agent", entity.agent());
            object("metadata", entity.metadata());
            time("created_at", entity.createdAt());
            time("updated_at", entity.updatedAt());
            if (entity.version() != null) {
                json.writeNumberField("version", entity.version());
            }
            time("valid_from", entity.validFrom());
            time("valid_to", entity.validTo());
            vector(entity.vector());
            json.writeArrayFieldStart("observations");
            for (TransferRecord.Fact fact : entity.observations()) {
                fact(fact);
            }
            json.writeEndArray();
            if (!entity.versions().isEmpty()) {
                json.writeArrayFieldStart("versions");
                for (TransferRecord.Version version : entity.versions()) {
                    version(version);
                }
                json.writeEndArray();
            }
        }
        end();
    }

    private void fact(TransferRecord.Fact fact) throws IOException {
        json.writeStartObject();
        text("observation_id", fact.id());
        json.writeStringField("content", fact.content());
        text("source", fact.source());
        text("author", fact.author());
        number("confidence", fact.confidence());
        time("created_at", fact.createdAt());
        time("retracted_at", fact.retractedAt());
        time("valid_from", fact.validFrom());
        time("valid_to", fact.validTo());
        text("replaces", fact.replaces());
        vector(fact.vector());
        json.writeEndObject();
    }

    private void version(TransferRecord.Version version) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", version.version());
        object("metadata", version.metadata());
        time("valid_from", version.validFrom());
        time("valid_to", version.validTo());
        time("recorded_at", version.recordedAt());
        time("superseded_at", version.supersededAt());
        json.writeEndObject();
    }

    /** Writes a relation. */
    public void write(TransferRecord.Relation relation) throws IOException {
        relations++;
        beginRelations();
        begin("relation");
        if (layout == Layout.SERVER_MEMORY) {
            json.writeStringField("from", relation.fromName() == null ? relation.from() : relation.fromName());
            json.writeStringField("to", relation.toName() == null ? relation.to() : relation.toName());
            json.writeStringField("relationType", relation.type());
        } else {
            text("relation_id", relation.id());
            json.writeStringField("from_entity", relation.from());
            json.writeStringField("to_entity", relation.to());
            text("from_name", relation.fromName());
            text("to_name", relation.toName());
            json.writeStringField("relation_type", relation.type());
            text("memory_scope", relation.scope());
            text("agent", relation.agent());
            number("strength", relation.strength());
            number("confidence", relation.confidence());
            object("metadata", relation.metadata());
            time("created_at", relation.createdAt());
            time("retracted_at", relation.retractedAt());
            time("valid_from", relation.validFrom());
            time("valid_to", relation.validTo());
            text("replaces", relation.replaces());
        }
        end();
    }

    /** Ends the export. Without this it is not whole. */
    public void finish() throws IOException {
        switch (layout) {
            case DOCUMENT -> {
                beginRelations();
                json.writeRaw('\n');
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
            case LINES -> {
                json.writeStartObject();
                json.writeStringField("type", "end");
                json.writeNumberField("entities", entities);
                json.writeNumberField("relations", relations);
                json.writeEndObject();
                json.writeRaw('\n');
            }
            case SERVER_MEMORY -> {}
        }
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void beginRelations() throws IOException {
        if (!inRelations && layout == Layout.DOCUMENT) {
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeRaw('\n');
            json.writeArrayFieldStart("relations");
        }
        inRelations = true;
    }

    private void begin(String type) throws IOException {
        if (layout == Layout.DOCUMENT) {
            json.writeRaw('\n');
        }
        json.writeStartObject();
        if (layout != Layout.DOCUMENT) {
            json.writeStringField("type", type);
        }
    }

    private void end() throws IOException {
        json.writeEndObject();
        if (layout != Layout.DOCUMENT) {
            json.writeRaw('\n');
        }
    }

    private void text(String member, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(member, value);
        }
    }

    private void number(String member, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(member, value);
        }
    }

    private void time(String member, @Nullable Long millis) throws IOException {
        if (millis != null) {
            json.writeStringField(member, Instant.ofEpochMilli(millis).toString());
        }
    }

    private void object(String member, String text) throws IOException {
        if (!text.equals("{}")) {
            JsonNode node = json.getCodec() instanceof ObjectMapper mapper ? mapper.readTree(text) : null;
            json.writeFieldName(member);
            json.writeTree(node);
        }
    }

    private void vector(TransferRecord.@Nullable Vector vector) throws IOException {
        if (vector == null) {
            return;
        }
        json.writeObjectFieldStart("embedding");
        json.writeStringField("model", vector.model());
        json.writeArrayFieldStart("vector");
        for (float value : vector.values()) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
