package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.MessageId;
import dev.caxton.engine.store.Command;

/**
 * Counts another attempt at a message that a stop interrupted, and gives it up after the last.
 *
 * @param message which
 * @param maxAttempts how many are allowed
 */
record CountAttempt(MessageId message, int maxAttempts) implements Command {
    @Override
    public String kind() {
        return "count_attempt";
    }

    @Override
    public String subject() {
        return message.toString();
    }
}
