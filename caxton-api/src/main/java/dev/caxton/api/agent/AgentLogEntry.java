package dev.caxton.api.agent;

import java.time.Instant;

/**
 * One line of an agent's log.
 *
 * @param at when
 * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param message what happened; never the text of a message or prompt
 */
public record AgentLogEntry(Instant at, String level, String message) {}
