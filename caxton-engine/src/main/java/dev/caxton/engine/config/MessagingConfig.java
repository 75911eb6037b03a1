package dev.caxton.engine.config;

/**
 * Messages and conversations.
 *
 * @param maxMessageSize largest message text; default 1MB, at most 10MB
 * @param queueSize most messages waiting for one agent, 1 to 100000; default 1000
 * @param contextTurns most earlier turns of a conversation shown to a model, 0 to 1000; default 50
 * @param maxAttempts how often a message is tried, 1 to 10; default 3
 */
public record MessagingConfig(ByteSize maxMessageSize, int queueSize, int contextTurns, int maxAttempts) {}
