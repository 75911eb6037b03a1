package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch; recorded with the operation, so that an import that is continued reports alike. */
final class ImportOutcome {

    long created;
    long updated;
    long skipped;
    long observations;
    long relations;
    long relationsUpdated;
    long relationsSkipped;
    long resolved;
    /** Places of relations one of whose ends is not there, or not yet. */
    final List<Integer> unresolved = new ArrayList<>();

    final List<Conflict> conflicts = new ArrayList<>();

    /** A record that was left out. */
    record Conflict(int place, String path, String message) {}

    String toJson() {
        ObjectNode json = WireJson.mapper().createObjectNode();
        json.put("created", created);
        json.put("updated", updated);
        json.put("skipped", skipped);
        json.put("observations", observations);
        json.put("relations", relations);
        json.put("relations_updated", relationsUpdated);
        json.put("relations_skipped", relationsSkipped);
        json.put("resolved", resolved);
        ArrayNode open = json.putArray("unresolved");
        unresolved.forEach(open::add);
        ArrayNode refused = json.putArray("conflicts");
        conflicts.forEach(conflict -> refused.addObject()
                .put("place", conflict.place())
                .put("path", conflict.path())
                .put("message", conflict.message()));
        return json.toString();
    }

    static ImportOutcome parse(@Nullable String text) {
        JsonNode json = EntityOutcome.read(text);
        ImportOutcome outcome = new ImportOutcome();
        outcome.created = json.path("created").asLong();
        outcome.updated = json.path("updated").asLong();
        outcome.skipped = json.path("skipped").asLong();
        outcome.observations = json.path("observations").asLong();
        outcome.relations = json.path("relations").asLong();
        outcome.relationsUpdated = json.path("relations_updated").asLong();
        outcome.relationsSkipped = json.path("relations_skipped").asLong();
        outcome.resolved = json.path("resolved").asLong();
        json.path("unresolved").forEach(place -> outcome.unresolved.add(place.asInt()));
        json.path("conflicts")
                .forEach(conflict -> outcome.conflicts.add(new Conflict(
                        conflict.path("place").asInt(),
                        conflict.path("path").asText(),
                        conflict.path("message").asText())));
        return outcome;
    }
}
