package dev.caxton.api.ops.event;

import java.time.Instant;

/**
 * The server takes changes again.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 */
public record SafeModeLeft(long sequence, Instant at) implements Occurrence {}
