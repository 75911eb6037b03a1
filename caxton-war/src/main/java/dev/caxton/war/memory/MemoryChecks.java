package dev.caxton.war.memory;

import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import java.util.List;

/**
 * How the memory is, as a list of checks.
 *
 * @param status {@code healthy} if every check is ok, {@code degraded} if what fails can be done without, else {@code down}
 * @param checks what was looked at
 */
public record MemoryChecks(ServerState status, List<Check> checks) {

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

    /** The checks that a status stands for. */
    static MemoryChecks of(MemoryStatus memory) {
        boolean database = memory.sqliteStatus().equals(OK);
        boolean model = memory.modelState() == ModelState.LOADED;
        boolean index = memory.vectorsMissing() == 0;
        ServerState status = !database ? ServerState.DOWN : model && index ? ServerState.HEALTHY : ServerState.DEGRADED;
        return new MemoryChecks(
                status,
                List.of(
                        new Check("database_connectivity", memory.sqliteStatus()),
                        new Check(
                                "embedding_model_loaded",
                                model ? OK : memory.modelState().wireName()),
                        new Check(
                                "index_integrity",
                                index ? OK : memory.vectorsMissing() + " texts have no vector yet")));
    }

    /** Whether reads are served. */
    boolean serves() {
        return status != ServerState.DOWN;
    }
}
