package dev.caxton.api.messaging;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.UUID;

/**
 * Identifies one conversation.
 *
 * @param value a UUID version 7, so that ids sort by time of creation
 */
public record ConversationId(UUID value) {

    /** Reads the canonical text form; anything else is an {@code INVALID_ARGUMENT}. */
    public static ConversationId parse(String text) {
        try {
            return new ConversationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "'" + text + "' is not a conversation id, expected a UUID", (String)
                            null);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
