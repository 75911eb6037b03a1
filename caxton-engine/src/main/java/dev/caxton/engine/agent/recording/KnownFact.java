package dev.caxton.engine.agent.recording;

/**
 * Something that is remembered already, as a model is shown it.
 *
 * @param id id of the observation
 * @param entity name of what it is about
 * @param text the fact
 */
record KnownFact(String id, String entity, String text) {}
