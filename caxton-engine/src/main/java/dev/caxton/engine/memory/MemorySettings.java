package dev.caxton.engine.memory;

import dev.caxton.engine.config.MemoryConfig;
import dev.caxton.engine.memory.upkeep.MemoryLimits;
import dev.caxton.engine.memory.upkeep.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How a memory is run.
 *
 * @param limits how much it should hold at most, and how often it is cleaned
 * @param refuseSecrets whether texts that seem to hold a password, key or token are refused
 * @param searchLimit memories recalled for an agent's answer
 * @param embeddingThreads texts that the model works on at a time; 0 for one on each processor
 * @param retention how long memories are kept
 * @param runtime directory for files that may be lost
 * @param processBytes resident memory of this process
 */
public record MemorySettings(
        MemoryLimits limits,
        boolean refuseSecrets,
        int searchLimit,
        int embeddingThreads,
        Retention retention,
        Path runtime,
        LongSupplier processBytes) {

    /** What the configuration file says. */
    public static MemorySettings of(MemoryConfig config, Path runtime, LongSupplier processBytes) {
        return new MemorySettings(
                new MemoryLimits(
                        config.maxEntities(),
                        MemoryLimits.RELATIONS,
                        MemoryLimits.ENTITIES_OF_AGENT,
                        config.embeddingCacheEntries(),
                        config.cleanupInterval()),
                config.refuseSecrets(),
                config.searchLimit(),
                config.embeddingThreads(),
                Retention.of(config.keeping(), (agent, usual) -> Optional.empty()),
                runtime,
                processBytes);
    }

    /** Documented limits, secrets refused, and nothing done by itself. */
    public static MemorySettings quiet(Path runtime) {
        return new MemorySettings(
                new MemoryLimits(
                        100_000, MemoryLimits.RELATIONS, MemoryLimits.ENTITIES_OF_AGENT, 10_000, Duration.ZERO),
                true,
                5,
                0,
                Retention.FOR_EVER,
                runtime,
                () -> 0);
    }

    MemorySettings withLimits(MemoryLimits other) {
        return new MemorySettings(
                other, refuseSecrets, searchLimit, embeddingThreads, retention, runtime, processBytes);
    }

    MemorySettings refusingSecrets(boolean refuse) {
        return new MemorySettings(limits, refuse, searchLimit, embeddingThreads, retention, runtime, processBytes);
    }

    MemorySettings withSearchLimit(int limit) {
        return new MemorySettings(limits, refuseSecrets, limit, embeddingThreads, retention, runtime, processBytes);
    }

    /** The same with another retention. */
    public MemorySettings keeping(Retention other) {
        return new MemorySettings(limits, refuseSecrets, searchLimit, embeddingThreads, other, runtime, processBytes);
    }
}
