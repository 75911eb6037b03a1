package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.TimeView;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code memory history}. */
final class MemoryHistoryVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        EntityHistory history = invocation
                .caxton()
                .memory()
                .history(new EntityQuery(invocation.text("--agent"), invocation.subject(), TimeView.all()));
        Output output = invocation.output();
        if (output.json()) {
            output.json(history);
            return ExitCode.OK;
        }
        output.line(history.entityName() + " (" + history.entityType() + ") " + history.entityId());
        List<List<String>> rows = new ArrayList<>();
        for (EntityHistory.Version version : history.versions()) {
            rows.add(row(
                    "version " + version.version(),
                    version.recordedAt(),
                    version.supersededAt(),
                    version.validFrom(),
                    version.validTo(),
                    version.metadata().toString()));
        }
        for (Observation observation : history.observations()) {
            rows.add(row(
                    observation.observationId(),
                    observation.createdAt(),
                    observation.retractedAt(),
                    observation.validFrom(),
                    observation.validTo(),
                    observation.content()));
        }
        for (Relation relation : history.relations()) {
            rows.add(row(
                    relation.relationId(),
                    relation.createdAt(),
                    relation.retractedAt(),
                    relation.validFrom(),
                    relation.validTo(),
                    relation.fromEntity() + " " + relation.relationType() + " " + relation.toEntity()));
        }
        output.table(List.of("WHAT", "BELIEVED FROM", "UNTIL", "TRUE FROM", "UNTIL", "CONTENT"), rows);
        return ExitCode.OK;
    }

    private static List<String> row(
            String what,
            Instant recordedAt,
            @Nullable Instant endedAt,
            Instant validFrom,
            @Nullable Instant validTo,
            String content) {
        return List.of(
                what,
                recordedAt.toString(),
                endedAt == null ? "now" : endedAt.toString(),
                validFrom.toString(),
                validTo == null ? "open" : validTo.toString(),
                MemorySearchVerb.cut(content));
    }
}
