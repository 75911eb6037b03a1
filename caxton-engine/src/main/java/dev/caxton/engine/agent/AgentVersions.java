package dev.caxton.engine.agent;

import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.engine.agent.file.ParsedAgentFile;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Agents and their definitions in the database. Shared between threads. */
final class AgentVersions {

    private static final String ACTOR = "system";

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;

    AgentVersions(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Every config agent that was ever accepted, without definitions and files. */
    List<AgentEntry> load() {
        return database.read(
                tx -> tx.select(AgentSchema.AGENTS, "where type = ? order by rid", AgentType.CONFIG.wireName()).stream()
                        .map(this::entry)
                        .toList());
    }

    private AgentEntry entry(Row row) {
        boolean stopped = row.text("state").equals(AgentState.STOPPED.wireName());
        return new AgentEntry(
                AgentId.parse(row.text("agent_id")),
                row.text("slug"),
                row.text("name"),
                true,
                stopped
                        ? new AgentLifecycle.Stopped(Instant.ofEpochMilli(row.integer("changed_at")))
                        : new AgentLifecycle.Running(clock.instant()),
                new AgentEntry.Version(row.integer("sequence"), row.text("digest"), row.text("semver"), null),
                null,
                List.of());
    }

    /** An accepted definition as it was written. */
    Optional<AgentFile> content(AgentId id, long sequence) {
        return database.read(tx -> tx.find(
                        AgentSchema.AGENT_VERSIONS, "where agent_id = ? and sequence = ?", id.toString(), sequence)
                .map(row -> new AgentFile(
                        "version " + sequence,
                        WireName.parse(AgentFileFormat.class, "format", row.text("format")),
                        row.text("content"))));
    }

    /**
     * A version that is on disk.
     *
     * @param sequence its number
     * @param returned whether an earlier version of the agent had the same content
     */
    record Recorded(long sequence, boolean returned) {
        static Recorded parse(String outcome) {
            String[] numbers = outcome.split(" ", 2);
            return new Recorded(Long.parseLong(numbers[0]), numbers.length > 1);
        }
    }

    /** Records a definition as the one in force; completes once it is on disk. */
    CompletableFuture<Recorded> accept(AgentId id, String slug, String name, ParsedAgentFile file, String origin) {
        String semver = file.definition() == null ? "" : file.definition().version();
        AcceptDefinition command =
                new AcceptDefinition(id, slug, name, file.digest(), semver, file.format(), file.content(), origin);
        return database.submit(operation(), command)
                .thenApply(applied -> Recorded.parse(String.valueOf(applied.outcome())));
    }

    /** Records that an agent stopped. */
    CompletableFuture<Recorded> stop(AgentId id) {
        return database.submit(operation(), new RecordStop(id)).thenApply(applied -> new Recorded(0, false));
    }

    private Operation operation() {
        return new Operation(ids.next().toString(), ACTOR, clock.instant());
    }
}
