package dev.caxton.engine.agent.recording;

/**
 * Something that was said and is worth keeping.
 *
 * @param contentType which of the documented kinds it is of
 * @param entity name of what it is about
 * @param entityType kind of thing that is
 * @param text the fact, in a sentence
 * @param confidence how sure it is, 0 to 1
 */
record Fact(String contentType, String entity, String entityType, String text, double confidence) {}
