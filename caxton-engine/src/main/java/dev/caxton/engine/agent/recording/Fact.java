package dev.caxton.engine.agent.recording;

import org.jspecify.annotations.Nullable;

/**
 * Something that was said and is worth keeping.
 *
 * @param contentType which of the documented kinds it is of
 * @param entity name of what it is about
 * @param entityType kind of thing that is
 * @param text the fact, in a sentence
 * @param confidence how sure it is, 0 to 1
 * @param replaces id of the observation that it takes the place of; null for none
 */
record Fact(
        String contentType,
        String entity,
        String entityType,
        String text,
        double confidence,
        @Nullable String replaces) {

    /** One that takes no other's place. */
    Fact(String contentType, String entity, String entityType, String text, double confidence) {
        this(contentType, entity, entityType, text, confidence, null);
    }
}
