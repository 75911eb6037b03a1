package dev.caxton.engine.tool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where calls of tools are put on record. Called once for each call, refused ones included; must not fail. */
@FunctionalInterface
public interface ToolAudit {

    /** Puts one call on record. */
    void called(Entry entry);

    /**
     * One call. Neither arguments nor result: they may hold secrets.
     *
     * @param at when it began
     * @param agent slug of the agent that called
     * @param conversationId the conversation it belongs to
     * @param tool name that was asked for
     * @param succeeded whether it returned a result
     * @param code of the failure; null if it succeeded
     * @param took how long it took, waiting included
     */
    record Entry(
            Instant at,
            String agent,
            String conversationId,
            String tool,
            boolean succeeded,
            @Nullable String code,
            Duration took) {}
}
