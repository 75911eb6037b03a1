package dev.caxton.engine.llm;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Chat models by provider and choice, each made once, when it is first asked for. Thread-safe. */
public final class ChatModels {

    private record Key(String provider, ChatModelChoice choice) {}

    private final SortedMap<String, ChatModelProvider> providers = new TreeMap<>();
    private final Map<Key, ChatModel> models = new ConcurrentHashMap<>();
    private final RetryPolicy retries;

    /**
     * Models of these providers; {@code INVALID_CONFIGURATION} if two have the same name.
     *
     * @param retries how requests are repeated whose failure may pass
     */
    public ChatModels(Collection<? extends ChatModelProvider> providers, RetryPolicy retries) {
        this.retries = retries;
        for (ChatModelProvider provider : providers) {
            if (this.providers.putIfAbsent(provider.name(), provider) != null) {
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "Chat model provider '" + provider.name() + "' exists twice, expected unique names",
                        "Leave one of the two out.");
            }
        }
    }

    /** Names of the providers, in order. */
    public SortedSet<String> providers() {
        return new TreeSet<>(providers.keySet());
    }

    /** A provider's model; {@code INVALID_CONFIGURATION} if there is no provider of the name. */
    public ChatModel model(String provider, ChatModelChoice choice) {
        ChatModelProvider known = providers.get(provider);
        if (known == null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Chat model provider '" + shown(provider) + "' is not known, expected one of "
                            + String.join(", ", providers.keySet()),
                    "Set llm.provider in caxton.yaml, or llm under the agent's file, to one of them.");
        }
        return models.computeIfAbsent(
                new Key(provider, choice), key -> new RetryingChatModel(known.model(choice), provider, retries));
    }

    private static String shown(String name) {
        return name.length() <= 200 ? name : name.substring(0, 199) + "…";
    }
}
