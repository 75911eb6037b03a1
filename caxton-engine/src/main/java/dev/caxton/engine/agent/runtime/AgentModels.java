package dev.caxton.engine.agent.runtime;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.engine.config.LlmConfig;
import dev.caxton.engine.llm.ChatModels;

/** The chat model of each agent: what its file names, and the server's where it names none. Thread-safe. */
public final class AgentModels {

    private final ChatModels models;
    private final LlmConfig config;

    /** Chooses among these models. */
    public AgentModels(ChatModels models, LlmConfig config) {
        this.models = models;
        this.config = config;
    }

    /** Name of the provider that answers for an agent. */
    public String provider(ConfigAgentDefinition definition) {
        ConfigAgentDefinition.LlmChoice llm = definition.llm();
        return llm == null || llm.provider() == null ? config.provider() : llm.provider();
    }

    /** The model that answers for an agent; {@code INVALID_CONFIGURATION} if its provider is not known. */
    public ChatModel model(ConfigAgentDefinition definition) {
        return models.model(provider(definition), choice(definition));
    }

    private ChatModelChoice choice(ConfigAgentDefinition definition) {
        ConfigAgentDefinition.LlmChoice llm = definition.llm();
        if (llm == null) {
            return new ChatModelChoice(config.model(), null, null);
        }
        String model = llm.model() == null && llm.provider() == null ? config.model() : llm.model();
        return new ChatModelChoice(model, llm.temperature(), llm.maxTokens());
    }
}
