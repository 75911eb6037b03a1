package dev.caxton.war.memory;

import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.OrphanCheck;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the memory is, as a list of checks.
 *
 * @param status {@code healthy} if every check is ok, {@code degraded} if what fails can be done without, else {@code down}
 * @param checks what was looked at
 * @param orphanedRelations relations that lost an end, as of the last check; cleanup removes them. Null where they cannot be counted
 * @param lastCheck when orphaned relations were counted; all else is as of now. Null where they cannot be
 * @param nextCheck when they are counted again; null where they cannot be
 */
public record MemoryChecks(
        ServerState status,
        List<Check> checks,
        @Nullable Long orphanedRelations,
        @Nullable Instant lastCheck,
        @Nullable Instant nextCheck) {

    private static final String OK = "ok";

    public MemoryChecks {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param status {@code ok}, or what is wrong
     */
    public record Check(String name, String status) {}

    /** Whether the database can be read and written. */
    static boolean isWell(MemoryStatus memory) {
        return memory.sqliteStatus().equals(OK);
    }

    /** The checks that a status stands for. */
    static MemoryChecks of(MemoryStatus memory, @Nullable OrphanCheck orphans) {
        boolean database = isWell(memory);
        boolean model = memory.modelState() == ModelState.LOADED;
        boolean index = memory.vectorsMissing() == 0;
        Long lost = orphans == null ? null : orphans.orphanedRelations();
        boolean whole = lost != null && lost == 0;
        ServerState status =
                !database ? ServerState.DOWN : model && index && whole ? ServerState.HEALTHY : ServerState.DEGRADED;
        return new MemoryChecks(
                status,
                List.of(
                        new Check("database_connectivity", memory.sqliteStatus()),
                        new Check(
                                "embedding_model_loaded",
                                model ? OK : memory.modelState().wireName()),
                        new Check(
                                "index_integrity", index ? OK : memory.vectorsMissing() + " texts have no vector yet"),
                        new Check(
                                "orphaned_relations", whole ? OK : lost == null ? "unknown" : lost + " to be removed")),
                lost,
                orphans == null ? null : orphans.lastCheck(),
                orphans == null ? null : orphans.nextCheck());
    }

    /** Whether reads are served. */
    boolean serves() {
        return status != ServerState.DOWN;
    }
}
