package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the file of a migration says of the backend that it goes to: how things here are called there. */
final class MigrationTarget {

    private MigrationTarget() {}

    static Map<String, Object> of(String target) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("target", target);
        switch (target) {
            case "qdrant" -> {
                mapping.put("collection", "caxton_memory");
                mapping.put("distance", "Cosine");
                mapping.put("point_id", "entity_id or observation_id, without its prefix");
                mapping.put("payload", "entity_name, entity_type, content, confidence, metadata");
            }
            case "neo4j" -> {
                mapping.put("database", "caxton");
                mapping.put("label", "Entity");
                mapping.put("key", "entity_id");
                mapping.put("relationship_type", "relation_type in upper case");
            }
            default ->
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        "target is '" + MemoryInput.cut(target) + "', expected qdrant or neo4j",
                        (String) null);
        }
        return mapping;
    }
}
