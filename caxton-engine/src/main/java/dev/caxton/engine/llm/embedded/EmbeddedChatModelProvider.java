package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import java.util.function.Function;

/** The provider {@code embedded}, which needs neither configuration nor network. Thread-safe. */
public final class EmbeddedChatModelProvider implements ChatModelProvider {

    /** Its name in configuration and agent files. */
    public static final String NAME = "embedded";

    private final ChatModel model;

    /**
     * Compares texts by their embeddings.
     *
     * @param embedder a text's vector; may throw {@code EMBEDDING_UNAVAILABLE}, and then common words decide
     */
    public EmbeddedChatModelProvider(Function<String, float[]> embedder) {
        this.model = new EmbeddedChatModel(embedder);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChatModel model(ChatModelChoice choice) {
        return model;
    }
}
