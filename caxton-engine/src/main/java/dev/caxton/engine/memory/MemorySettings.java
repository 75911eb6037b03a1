package dev.caxton.engine.memory;

import dev.caxton.engine.memory.upkeep.MemoryLimits;
import dev.caxton.engine.memory.upkeep.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a memory is run.
 *
 * @param limits how much it should hold at most, and how often it is cleaned
 * @param refuseSecrets whether texts that seem to hold a password, key or token are refused
 * @param retention how long memories are kept
 * @param runtime directory for files that may be lost
 * @param processBytes resident memory of this process
 */
public record MemorySettings(
        MemoryLimits limits, boolean refuseSecrets, Retention retention, Path runtime, LongSupplier processBytes) {

    /** Documented limits, secrets refused, and nothing done by itself. */
    public static MemorySettings quiet(Path runtime) {
        return new MemorySettings(
                new MemoryLimits(
                        100_000, MemoryLimits.RELATIONS, MemoryLimits.ENTITIES_OF_AGENT, 10_000, Duration.ZERO),
                true,
                Retention.FOR_EVER,
                runtime,
                () -> 0);
    }
}
