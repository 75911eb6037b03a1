package dev.caxton.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which model, and how it is to answer; null means the provider's setting.
 *
 * @param model the provider's name of the model
 * @param temperature 0 to 2
 * @param maxTokens most tokens of a reply
 */
public record ChatModelChoice(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens) {}
