package dev.caxton.engine.agent.recording;

import java.util.Locale;

/** The documented kinds of facts that are recorded. */
enum ContentType {
    SUCCESSFUL_SOLUTIONS("solved problems", "what solved a problem, once the user says that it did"),
    ERROR_RECOVERY("recovered errors", "what helped after an error, once the user says that it did"),
    PREFERENCES("user", "what the user likes, dislikes, prefers, or wants always or never"),
    DOMAIN_KNOWLEDGE("domain", "what the user states about people, things and rules of their world");

    private final String entity;
    private final String meaning;

    ContentType(String entity, String meaning) {
        this.entity = entity;
        this.meaning = meaning;
    }

    /** The entity that carries facts of this kind which name none. */
    String entity() {
        return entity;
    }

    /** What it means, for a model. */
    String meaning() {
        return meaning;
    }

    /** As files and facts spell it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
