package dev.caxton.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Chat models.
 *
 * @param provider default provider of agents; default {@code embedded}
 * @param model the provider's name of the model; null for the provider's default
 * @param timeout longest time for one request to a model; default 60s
 * @param retryAttempts how often a failed request is repeated, 0 to 10; default 2
 * @param maxToolRounds most rounds of tool calls for one answer, 1 to 50; default 8
 * @param openai where the OpenAI-compatible provider is
 */
public record LlmConfig(
        String provider,
        @Nullable String model,
        Duration timeout,
        int retryAttempts,
        int maxToolRounds,
        OpenAi openai) {

    /**
     * An OpenAI-compatible provider.
     *
     * @param baseUrl default {@code https://api.openai.com/v1}
     * @param apiKey key; null for a provider without one
     * @param model default model; default {@code gpt-4o-mini}
     */
    public record OpenAi(String baseUrl, @Nullable Secret apiKey, String model) {}
}
