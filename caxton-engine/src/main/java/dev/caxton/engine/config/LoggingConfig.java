package dev.caxton.engine.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The log.
 *
 * @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}; default info
 * @param file log file; null for standard error
 * @param format {@code text} or {@code json}; default text on standard error, json in a file
 */
public record LoggingConfig(String level, @Nullable Path file, String format) {}
