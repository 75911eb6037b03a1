package dev.caxton.engine.llm.openai;

import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.engine.config.LlmConfig;
import java.time.Duration;

/**
 * The provider {@code openai}: OpenAI itself, or any compatible server by its base URL. LangChain4j is loaded when the
 * first model is asked for, not before. Thread-safe.
 */
public final class OpenAiChatModelProvider implements ChatModelProvider {

    /** Its name in configuration and agent files. */
    public static final String NAME = "openai";

    private final LlmConfig.OpenAi config;
    private final Duration timeout;

    /**
     * Models of the configured server.
     *
     * @param timeout longest time for one request, the whole answer included
     */
    public OpenAiChatModelProvider(LlmConfig.OpenAi config, Duration timeout) {
        this.config = config;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChatModel model(ChatModelChoice choice) {
        return new OpenAiChatModel(config, choice, timeout);
    }
}
