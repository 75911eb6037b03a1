package dev.caxton.api.ops.event;

import java.time.Instant;

/**
 * A message was given up after its last attempt: the server was stopped in the middle of each, and tells so at the start at
 * which it would have been tried once more. An agent that fails answers, with {@code failure}; that is no attempt.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param messageId id of the message
 * @param agent slug of the agent it was for
 * @param reason why the last attempt failed; never the message's text
 */
public record MessageDeadLettered(long sequence, Instant at, String messageId, String agent, String reason)
        implements Occurrence {}
