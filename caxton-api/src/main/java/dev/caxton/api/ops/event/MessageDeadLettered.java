package dev.caxton.api.ops.event;

import java.time.Instant;

/**
 * A message was given up after its last attempt.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param messageId id of the message
 * @param agent slug of the agent it was for
 * @param reason why the last attempt failed; never the message's text
 */
public record MessageDeadLettered(long sequence, Instant at, String messageId, String agent, String reason)
        implements Occurrence {}
