package dev.caxton.api.agent;

import org.jspecify.annotations.Nullable;

/**
 * An agent file as its author wrote it.
 *
 * @param name file name or path, used in messages and for the file stem; null if the text has none yet
 * @param format how to read the content
 * @param content the whole text
 */
public record AgentFile(@Nullable String name, AgentFileFormat format, String content) {}
