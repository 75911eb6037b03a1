package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.EmbeddingModelProvider;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.engine.llm.ProvidedChatModels;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import dev.caxton.engine.memory.embedding.ProvidedEmbedder;
import dev.caxton.engine.tool.ProvidedTools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program adds to the engine, each asked once and checked.
 *
 * @param tools tools beside those built in
 * @param chatModels chat model providers beside those built in
 * @param embedders embedding models by name
 */
record Providers(
        List<ToolProvider> tools, List<ChatModelProvider> chatModels, Map<String, ProvidedEmbedder> embedders) {

    private static final Set<String> BUILT_IN_EMBEDDERS = Set.of(OnnxEmbeddingModel.NAME, "none");

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

    /** The added embedding model of a name; null if none was added under it. */
    @Nullable
    ProvidedEmbedder embedder(String model) {
        return embedders.get(model);
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
