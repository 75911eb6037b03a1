package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.Performative;

/** Told of each answer after it is stored; for metrics, events and logs. Must not block. */
@FunctionalInterface
public interface AnswerListener {

    /**
     * An answer is stored.
     *
     * @param agent slug of the agent
     * @param latencyMs milliseconds from acceptance
     */
    void answered(String agent, MessageId message, Performative performative, double latencyMs);
}
