package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.EmbeddingModelProvider;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.engine.config.MemoryConfig;
import dev.caxton.engine.llm.ProvidedChatModels;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import dev.caxton.engine.memory.embedding.ProvidedEmbedder;
import dev.caxton.engine.tool.ProvidedTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What a program adds to the engine, each asked once and checked.
 *
 * @param tools tools beside those built in
 * @param chatModels chat model providers beside those built in
 * @param embedders embedding models by name
 */
record Providers(
        List<ToolProvider> tools, List<ChatModelProvider> chatModels, Map<String, ProvidedEmbedder> embedders) {

    private static final String NONE = "none";
    private static final Set<String> BUILT_IN_EMBEDDERS = Set.of(OnnxEmbeddingModel.NAME, NONE);

    /** Looks at what was added; {@code INVALID_CONFIGURATION} if one of them cannot be used. */
    static Providers of(
            List<ToolProvider> tools,
            List<ChatModelProvider> chatModels,
            List<EmbeddingModelProvider> embeddingModels) {
        List<ToolProvider> askedTools = new ArrayList<>();
        tools.forEach(provider -> askedTools.add(new ProvidedTools(name(provider), provider)));
        List<ChatModelProvider> askedModels = new ArrayList<>();
        chatModels.forEach(provider -> askedModels.add(new ProvidedChatModels(name(provider), provider)));
        Map<String, ProvidedEmbedder> embedders = new LinkedHashMap<>();
        embeddingModels.forEach(provider -> add(embedders, ProvidedEmbedder.of(name(provider), provider)));
        return new Providers(List.copyOf(askedTools), List.copyOf(askedModels), embedders);
    }

    private static void add(Map<String, ProvidedEmbedder> embedders, ProvidedEmbedder embedder) {
        if (BUILT_IN_EMBEDDERS.contains(embedder.model())) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Embedding model '" + embedder.model() + "' is built in, expected another name of an added one",
                    "Rename the model in its provider.");
        }
        if (embedders.putIfAbsent(embedder.model(), embedder) != null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Embedding model '" + embedder.model() + "' is provided twice, expected unique names",
                    "Leave one of the two out.");
        }
    }

    /**
     * The embedding model that the configuration names: an added one, the built-in one, or none.
     *
     * @param runtime where the built-in one keeps its file
     * @param closing closes the built-in one
     */
    Embedder embedder(MemoryConfig config, Path runtime, Executor background, Closing closing) {
        String model = config.embeddingModel();
        ProvidedEmbedder added = embedders.get(model);
        if (added != null) {
            return added.start(background);
        }
        return switch (model) {
            case NONE -> Embedder.none();
            case OnnxEmbeddingModel.NAME ->
                closing.add(
                        "embedding model",
                        OnnxEmbeddingModel.start(
                                runtime, config.embeddingCacheEntries(), config.embeddingThreads(), background));
            default ->
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "memory.embedding_model is '" + model + "', expected " + OnnxEmbeddingModel.NAME + ", " + NONE
                                + (embedders.isEmpty() ? "" : " or one of those added: ")
                                + String.join(", ", embedders.keySet()),
                        "Another model is added by a program, as an EmbeddingModelProvider.");
        };
    }

    /** What is built in and what was added, in this order. */
    static <T> List<T> both(List<? extends T> builtIn, List<? extends T> added) {
        return Stream.<T>concat(builtIn.stream(), added.stream()).toList();
    }

    /** The class of a provider as its author wrote it; containers put proxies of their own making before it. */
    private static String name(Object provider) {
        String name = provider.getClass().getName();
        int proxy = name.indexOf("$Proxy$");
        int generated = name.indexOf("$$");
        int end = proxy > 0 ? proxy : generated > 0 ? generated : name.length();
        return name.substring(0, end);
    }
}
