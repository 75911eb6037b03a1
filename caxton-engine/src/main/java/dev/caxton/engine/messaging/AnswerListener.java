package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.Performative;

/** Told of what became of each message, after it is stored; for metrics, events and logs. Must not block. */
public interface AnswerListener {

    /**
     * An answer is stored.
     *
     * @param agent slug of the agent
     * @param latencyMs milliseconds from acceptance
     */
    void answered(String agent, MessageId message, Performative performative, double latencyMs);

    /**
     * A message was given up: it is dead, and nobody tries it again.
     *
     * @param agent slug of the agent it was for
     * @param reason why the last attempt failed; never the message's text
     */
    void gaveUp(String agent, MessageId message, String reason);
}
