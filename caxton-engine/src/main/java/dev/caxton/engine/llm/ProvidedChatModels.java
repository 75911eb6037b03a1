package dev.caxton.engine.llm;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat model provider that somebody else wrote: its name is asked once, and whatever its models do wrong becomes a {@code
 * MODEL_FAILED} problem that says so. Thread-safe.
 */
public final class ProvidedChatModels implements ChatModelProvider {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private final String provider;
    private final ChatModelProvider models;
    private final String name;

    /**
     * Asks a provider for its name; {@code INVALID_CONFIGURATION} if it has none that can be used.
     *
     * @param provider what messages call the provider
     */
    public ProvidedChatModels(String provider, ChatModelProvider models) {
        this.provider = provider;
        this.models = models;
        this.name = name(provider, models);
    }

    private static String name(String provider, ChatModelProvider models) {
        String said;
        try {
            said = models.name();
        } catch (RuntimeException | LinkageError e) {
            throw unusable(provider, "name() failed with " + e, e);
        }
        if (said == null || !NAME.matcher(said).matches()) {
            throw unusable(
                    provider,
                    "name() is "
                            + (said == null ? "null" : "'" + said.substring(0, Math.min(100, said.length())) + "'")
                            + ", expected lower-case letters, digits, - or _, at most 64",
                    null);
        }
        return said;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatModel model(ChatModelChoice choice) {
        ChatModel model;
        try {
            model = models.model(choice);
        } catch (CaxtonException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failed("model() failed with " + e, e);
        }
        if (model == null) {
            throw failed("model() is null, expected a model", null);
        }
        return new Guarded(model);
    }

    /** One of its models. */
    private final class Guarded implements ChatModel {

        private final ChatModel model;

        Guarded(ChatModel model) {
            this.model = model;
        }

        @Override
        public @Nullable String modelName() {
            try {
                return model.modelName();
            } catch (RuntimeException | LinkageError e) {
                throw failed("modelName() failed with " + e, e);
            }
        }

        @Override
        public ChatReply chat(ChatRequest request, Consumer<String> text) {
            ChatReply reply;
            try {
                reply = model.chat(request, text);
            } catch (CaxtonException e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                throw failed("chat() failed with " + e.getClass().getName(), e);
            }
            if (reply == null) {
                throw failed("chat() is null, expected a reply", null);
            }
            if (reply instanceof ChatReply.Answer answer && (answer.performative() == null || answer.text() == null)) {
                throw failed("chat() answered without performative or text", null);
            }
            return reply;
        }
    }

    private CaxtonException failed(String what, @Nullable Throwable cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.MODEL_FAILED,
                        "Chat model provider '" + name + "' (" + provider + ") misbehaved: " + what,
                        "This provider was added by a program; its author can repair it."),
                cause);
    }

    private static CaxtonException unusable(String provider, String what, @Nullable Throwable cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "Chat model provider " + provider + " cannot be used: " + what,
                        "Correct the provider, or leave it out."),
                cause);
    }
}
