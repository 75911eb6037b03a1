package dev.caxton.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat models of somebody else's, and what they may do wrong. */
@SuppressWarnings("NullAway") // what others return may well be null
class ProvidedChatModelsTest {

    private static final ChatModelChoice ANY = new ChatModelChoice(null, null, null);
    private static final ChatRequest REQUEST = new ChatRequest(
            new ChatRequest.Agent("a", "A", null, List.of("talk"), "Talk.", ""), List.of(), List.of(), List.of());

    private record Acme(Supplier<String> said, Supplier<ChatModel> made) implements ChatModelProvider {
        @Override
        public String name() {
            return said.get();
        }

        @Override
        public ChatModel model(ChatModelChoice choice) {
            return made.get();
        }
    }

    private record Fixed(Supplier<ChatReply> reply) implements ChatModel {
        @Override
        public String modelName() {
            throw new IllegalStateException("nameless");
        }

        @Override
        public ChatReply chat(ChatRequest request, Consumer<String> text) {
            return reply.get();
        }
    }

    private static ProvidedChatModels provided(Supplier<ChatModel> made) {
        return new ProvidedChatModels("com.acme.Models", new Acme(() -> "acme", made));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("name() is null", (Supplier<String>) () -> null),
                Arguments.of("name() is ''", (Supplier<String>) () -> ""),
                Arguments.of("name() is 'Big Model'", (Supplier<String>) () -> "Big Model"),
                Arguments.of("name() failed with java.lang.IllegalStateException", (Supplier<String>) () -> {
                    throw new IllegalStateException();
                }));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAProviderWithoutANameThatAgentsCouldWrite(String message, Supplier<String> name) {
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> new ProvidedChatModels("com.acme.Models", new Acme(name, () -> null)));

        assertThat(refusal)
                .hasMessageContaining("com.acme.Models cannot be used")
                .hasMessageContaining(message);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("model() is null", (Supplier<ChatModel>) () -> null),
                Arguments.of("model() failed with java.lang.ArithmeticException", (Supplier<ChatModel>) () -> {
                    throw new ArithmeticException();
                }),
                Arguments.of("chat() is null", (Supplier<ChatModel>) () -> new Fixed(() -> null)),
                Arguments.of("without performative or text", (Supplier<ChatModel>)
                        () -> new Fixed(() -> new ChatReply.Answer(Performative.INFORM, null, null))),
                Arguments.of("without performative or text", (Supplier<ChatModel>)
                        () -> new Fixed(() -> new ChatReply.Answer(null, "hello", null))),
                Arguments.of(
                        "chat() failed with java.lang.NoSuchMethodError", (Supplier<ChatModel>) () -> new Fixed(() -> {
                            throw new NoSuchMethodError("a secret of the prompt");
                        })));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAModelDoesWrongFailsTheRequestAndNamesTheProvider(String message, Supplier<ChatModel> made) {
        CaxtonException failure = catchThrowableOfType(
                CaxtonException.class, () -> provided(made).model(ANY).chat(REQUEST, text -> {}));

        assertThat(failure.type()).isEqualTo(ProblemType.MODEL_FAILED);
        assertThat(failure).hasMessageContaining("'acme' (com.acme.Models)").hasMessageContaining(message);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @Test
    void aProblemOfTheModelsOwnIsPassedOn() {
        CaxtonException own = CaxtonException.of(ProblemType.TIMEOUT, "too slow", (String) null);

        assertThat(catchThrowableOfType(
                        CaxtonException.class,
                        () -> provided(() -> new Fixed(() -> {
                                    throw own;
                                }))
                                .model(ANY)
                                .chat(REQUEST, text -> {})))
                .isSameAs(own);
    }

    @Test
    void aModelThatFailsToNameItselfFailsTheRequest() {
        ChatModel model = provided(() -> new Fixed(() -> null)).model(ANY);

        assertThat(catchThrowableOfType(CaxtonException.class, model::modelName).type())
                .isEqualTo(ProblemType.MODEL_FAILED);
    }
}
