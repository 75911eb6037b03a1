package dev.caxton.api.memory;

import java.time.Instant;

/**
 * One query of the memory.
 *
 * @param endedAt when it ended
 * @param queryType {@code semantic_search}, {@code graph_traversal}, {@code store} or {@code statistics}
 * @param durationMs how long it took, in milliseconds
 * @param detail its shape: limits, filters, number of results; never its text
 * @param failed whether it ended in a problem
 */
public record MemoryTiming(Instant endedAt, String queryType, double durationMs, String detail, boolean failed) {}
