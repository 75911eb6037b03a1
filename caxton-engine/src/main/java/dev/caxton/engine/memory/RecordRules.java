package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.engine.memory.transfer.RecordSink;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.memory.upkeep.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of what may be remembered, for the records of a file: the same as for requests. */
final class RecordRules {

    private final RecordSink sink;
    private final TextGate gate;
    private final long line;
    private final String path;
    private boolean accepted = true;

    RecordRules(RecordSink sink, TextGate gate, long line, String path) {
        this.sink = sink;
        this.gate = gate;
        this.line = line;
        this.path = path;
    }

    boolean accepts(TransferRecord.Entity entity) {
        check(
                "",
                () -> MemoryInput.check(new NewEntity(
                        null,
                        entity.name(),
                        entity.type(),
                        entity.observations().stream()
                                .map(TransferRecord.Fact::content)
                                .toList(),
                        null,
                        Map.of(),
                        instant(entity.validFrom()),
                        instant(entity.validTo()),
                        null,
                        null)));
        for (int i = 0; i < entity.observations().size(); i++) {
            TransferRecord.Fact fact = entity.observations().get(i);
            secret(".observations[" + i + "]", fact.content());
            check(
                    ".observations[" + i + "]",
                    () -> MemoryInput.check(new NewEntity(
                            null,
                            "name",
                            "type",
                            List.of(),
                            null,
                            Map.of(),
                            instant(fact.validFrom()),
                            instant(fact.validTo()),
                            fact.confidence(),
                            fact.source())));
        }
        secret(".entity_name", entity.name());
        secret(".entity_type", entity.type());
        metadata(entity.metadata());
        for (int i = 0; i < entity.versions().size(); i++) {
            secret(".versions[" + i + "].metadata", entity.versions().get(i).metadata());
        }
        return accepted;
    }

    boolean accepts(TransferRecord.Relation relation) {
        check(
                "",
                () -> MemoryInput.check(new NewRelation(
                        null,
                        relation.from(),
                        relation.to(),
                        relation.type(),
                        relation.strength(),
                        relation.confidence(),
                        null,
                        Map.of(),
                        instant(relation.validFrom()),
                        instant(relation.validTo()),
                        false)));
        secret(".relation_type", relation.type());
        metadata(relation.metadata());
        return accepted;
    }

    /** The refusal does not repeat the secret. */
    private void secret(String place, String text) {
        if (gate.isClosed()) {
            SecretText.find(text).ifPresent(kind -> refuse(place, "seems to hold " + kind + ", which is not stored"));
        }
    }

    private void metadata(String json) {
        secret(".metadata", json);
        if (json.length() > MemoryInput.MAX_METADATA) {
            refuse(
                    ".metadata",
                    "has " + json.length() + " characters of JSON, expected at most " + MemoryInput.MAX_METADATA);
        }
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private void check(String place, Runnable rule) {
        try {
            rule.run();
        } catch (CaxtonException e) {
            if (e.problem().errors().isEmpty()) {
                refuse(place, e.problem().detail());
            }
            e.problem().errors().forEach(error -> refuse(place + "." + error.location(), error.message()));
        }
    }

    private void refuse(String place, String message) {
        accepted = false;
        sink.defect(line, null, path + place, message);
    }
}
