package dev.caxton.engine;

import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.ops.EventType;
import dev.caxton.engine.messaging.AnswerListener;
import dev.caxton.engine.ops.AgentMetrics;
import dev.caxton.engine.ops.Events;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts answers, has them recorded, and tells of messages that were given up.
 *
 * @param metrics counts
 * @param events tells
 * @param recording has a look at what is to be recorded
 */
record AnswerReports(AgentMetrics metrics, Events events, Runnable recording) implements AnswerListener {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReports.class);

    @Override
    public void answered(String agent, MessageId message, Performative performative, double latencyMs) {
        recording.run();
        Duration took = Duration.ofNanos((long) (latencyMs * 1e6));
        if (performative == Performative.FAILURE) {
            metrics.messagesFailed().increment();
        } else {
            metrics.messagesProcessed().increment();
        }
        metrics.responses().record(took);
        metrics.messageTimes().record(took);
        LOG.debug("message answered agent={} performative={} ms={}", agent, performative, latencyMs);
    }

    @Override
    public void gaveUp(String agent, MessageId message, String reason) {
        events.publish(
                EventType.MESSAGE_DEAD_LETTERED,
                Map.of("message_id", message.toString(), "agent", agent, "reason", reason));
    }
}
