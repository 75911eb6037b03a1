package dev.caxton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that is on disk.
 *
 * @param outcome what the applier returned
 * @param repeated whether the operation id was applied before, so that nothing changed now
 */
public record Applied(@Nullable String outcome, boolean repeated) {}
