package dev.caxton.api.memory;

import java.time.Instant;
import java.util.List;

/**
 * What a change of the configuration did. It is on disk and in effect.
 *
 * @param updated whether anything is different now
 * @param changes what is, by member
 * @param restartRequired whether some of it takes effect at the next start only; nothing that can be changed does
 * @param appliedAt when
 * @param configuration how the memory is kept now
 */
public record ConfiguredMemory(
        boolean updated,
        List<Change> changes,
        boolean restartRequired,
        Instant appliedAt,
        MemoryConfiguration configuration) {
    public ConfiguredMemory {
        changes = List.copyOf(changes);
    }

    /**
     * One member.
     *
     * @param setting its name, such as {@code retention_policy.max_entities}
     * @param before what it was
     * @param after what it is
     */
    public record Change(String setting, String before, String after) {}
}
