package dev.caxton.engine.config;

import dev.caxton.api.ops.ConfigReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A configuration and how it came about.
 *
 * @param config the values in force; paths in it are absolute
 * @param report every key with its value and source, secrets redacted, and what an operator should know
 * @param file the file that was read; null where there was none
 */
public record EffectiveConfig(
        CaxtonConfig config, ConfigReport report, @Nullable Path file) {}
