package dev.caxton.engine.memory;

import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Relation;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prepares the commands that store relations. */
final class RelationWriter {

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;

    RelationWriter(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    Relation create(NewRelation relation, Owner owner, Provenance provenance) {
        RequestIds requestIds = new RequestIds(ids, provenance.operationId());
        CreateRelation command = command(relation, owner, requestIds);
        Operation operation = new Operation(requestIds.operation(), provenance.actor(), clock.instant());
        return CreateRelationApplier.relation(
                command, database.write(operation, command).outcome());
    }

    private static CreateRelation command(NewRelation relation, Owner owner, RequestIds requestIds) {
        String metadata = MemoryInput.json(relation.metadata());
        List<@Nullable Object> parts = new ArrayList<>(Arrays.asList(
                relation.fromEntity(),
                relation.toEntity(),
                relation.relationType(),
                owner.scope(),
                owner.agentId(),
                relation.strength(),
                relation.confidence(),
                metadata));
        if (relation.validFrom() != null || relation.validTo() != null || relation.bidirectional()) {
            // Only what is given, so that older requests keep the fingerprints that were recorded.
            parts.addAll(Arrays.asList(relation.validFrom(), relation.validTo(), relation.bidirectional()));
        }
        return new CreateRelation(
                requestIds.next("rel_"),
                relation.bidirectional() ? requestIds.next("rel_") : null,
                relation.fromEntity().strip(),
                relation.toEntity().strip(),
                relation.relationType().strip(),
                owner.scope(),
                owner.agentId(),
                Objects.requireNonNullElse(relation.strength(), 0.5),
                Objects.requireNonNullElse(relation.confidence(), 1.0),
                metadata,
                Belief.millis(relation.validFrom()),
                Belief.millis(relation.validTo()),
                RequestIds.fingerprint(parts));
    }
}
