package dev.caxton.api.messaging;

import dev.caxton.api.WireName;

/** How far a message has come. */
public enum MessageStatus implements WireName {
    /** Stored; nothing loses it any more. */
    ACCEPTED("accepted"),
    /** In the hands of its agent. */
    DELIVERED("delivered"),
    /** Answered, and the answer is stored. */
    PROCESSED("processed"),
    /** The agent could not process it. */
    FAILED("failed"),
    /** Given up after its retries. */
    DEAD("dead");

    private final String wireName;

    MessageStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
