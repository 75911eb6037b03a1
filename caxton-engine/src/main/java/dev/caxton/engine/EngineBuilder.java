package dev.caxton.engine;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.EmbeddingModelProvider;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens an engine with what a program adds to it: settings, tools, chat models, embedding models. Not for several threads.
 *
 * <p>In an application with CDI, beans of the provider types are found without it.
 */
public final class EngineBuilder {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<ToolProvider> tools = new ArrayList<>();
    private final List<ChatModelProvider> chatModels = new ArrayList<>();
    private final List<EmbeddingModelProvider> embeddingModels = new ArrayList<>();
    private @Nullable EffectiveConfig config;
    private @Nullable Consumer<PlatformEvent> listener;

    EngineBuilder() {}

    /** Sets a value by its dotted key, such as {@code server.data_dir}. Neither files nor environment are looked at. */
    public EngineBuilder set(String key, String value) {
        settings.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return this;
    }

    /** Takes a configuration that was read already; values that were {@link #set} do not count then. */
    public EngineBuilder config(EffectiveConfig read) {
        config = requireNonNull(read, "read");
        return this;
    }

    /** Adds tools, whose names must differ from those of the built-in ones. */
    public EngineBuilder tools(ToolProvider provider) {
        tools.add(requireNonNull(provider, "provider"));
        return this;
    }

    /** Adds a chat model provider, which agents and {@code llm.provider} choose by its name. */
    public EngineBuilder chatModels(ChatModelProvider provider) {
        chatModels.add(requireNonNull(provider, "provider"));
        return this;
    }

    /** Adds an embedding model, which {@code memory.embedding_model} chooses by its name. */
    public EngineBuilder embeddingModel(EmbeddingModelProvider provider) {
        embeddingModels.add(requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * Adds a listener of all events, those of the start included, which {@code Operations.events} comes too late for. It is
     * called on a thread of Caxton's, from when the engine is open until it closes.
     */
    public EngineBuilder onEvent(Consumer<PlatformEvent> consumer) {
        Consumer<PlatformEvent> before = listener;
        listener = before == null ? requireNonNull(consumer, "consumer") : before.andThen(consumer);
        return this;
    }

    /**
     * Opens the engine.
     *
     * @throws dev.caxton.api.InvalidRequestException of type {@code INVALID_CONFIGURATION} for a wrong setting, a provider
     *     that fails or says what cannot be used, or a name taken twice
     * @throws dev.caxton.api.ConflictException of type {@code DATA_DIRECTORY_IN_USE} if another engine has it open
     */
    public EngineCaxton open() {
        EngineCaxton[] opened = new EngineCaxton[1];
        opened[0] = start(timeout -> Thread.ofPlatform()
                .name("caxton-shutdown")
                .start(() -> requireNonNull(opened[0], "opened").close()));
        return opened[0];
    }

    /**
     * Opens the engine for a host that decides itself how to stop.
     *
     * @param stop told by {@code Operations.shutdown}; must return soon, and have the engine closed in the end
     */
    public EngineCaxton start(Consumer<Duration> stop) {
        EffectiveConfig read = config;
        return new EngineCaxton(
                read == null ? ConfigReader.ofNothing(Path.of("")).read(null, settings) : read,
                Providers.of(tools, chatModels, embeddingModels),
                listener,
                stop);
    }
}
