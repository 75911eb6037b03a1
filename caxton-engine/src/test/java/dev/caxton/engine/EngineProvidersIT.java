package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.EmbeddingModelProvider;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.config.EffectiveConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program adds to the engine: as beans, and by the builder. */
class EngineProvidersIT {

    @TempDir
    Path directory;

    private EngineHouse house;

    @BeforeEach
    void furnish() {
        house = new EngineHouse(directory).withPorter("1.0.0", "luggage_room", "parrot");
    }

    /** A tool that knows how many pieces are in the room. */
    record LuggageRoom(String name, int pieces) implements Tool {
        @Override
        public ToolDescriptor descriptor() {
            return new ToolDescriptor(
                    name, "Counts the luggage in the room.", Map.of("type", "object"), List.of(), "hotel");
        }

        @Override
        public ToolResult call(ToolCall call) {
            return new ToolResult.Success("There are " + pieces + " pieces.", Map.of("pieces", pieces), List.of());
        }
    }

    /** Something of the program's that a provider has injected. */
    @ApplicationScoped
    static class Ledger {
        int pieces() {
            return 42;
        }
    }

    /** A program's tools, in a bean with its own dependencies. */
    @Named("hotel")
    @ApplicationScoped
    static class HotelTools implements ToolProvider {
        @Inject
        Ledger ledger;

        @Override
        public Collection<Tool> tools() {
            return List.of(new LuggageRoom("luggage_room", ledger.pieces()));
        }
    }

    /** A model that calls the first tool it may, and then repeats what that said; without tools it repeats the message. */
    @ApplicationScoped
    static class Parrot implements ChatModelProvider {
        @Override
        public String name() {
            return "parrot";
        }

        @Override
        public ChatModel model(ChatModelChoice choice) {
            return new ChatModel() {
                @Override
                public @Nullable String modelName() {
                    return "grey";
                }

                @Override
                public ChatReply chat(ChatRequest request, Consumer<String> text) {
                    ChatRequest.Turn last = request.turns().getLast();
                    if (last instanceof ChatRequest.Turn.ToolReturned returned) {
                        String said = returned.result() instanceof ToolResult.Success success
                                ? success.text()
                                : returned.result().toString();
                        return new ChatReply.Answer(Performative.INFORM, said, null);
                    }
                    if (!request.tools().isEmpty()) {
                        return new ChatReply.CallTools(
                                List.of(new ChatReply.ToolCallRequest(
                                        "1", request.tools().getFirst().name(), Map.of())),
                                null);
                    }
                    return new ChatReply.Answer(Performative.INFORM, ((ChatRequest.Turn.User) last).message(), null);
                }
            };
        }
    }

    /** Vectors of three numbers: how often a text has an a, an e, an o. */
    @Dependent
    static class Vowels implements EmbeddingModelProvider {

        static final AtomicBoolean DESTROYED = new AtomicBoolean();

        @Override
        public String model() {
            return "vowels";
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream()
                    .map(text ->
                            new float[] {count(text, 'a') + 0.1f, count(text, 'e') + 0.1f, count(text, 'o') + 0.1f})
                    .toList();
        }

        private static long count(String text, char vowel) {
            return text.chars().filter(letter -> letter == vowel).count();
        }

        @PreDestroy
        void gone() {
            DESTROYED.set(true);
        }
    }

    @Test
    void anAgentCallsAToolOfTheProgramsWithAModelOfTheProgramsEndToEnd() {
        try (SeContainer container = house.container(house.config(), HotelTools.class, Ledger.class, Parrot.class)) {
            Caxton caxton = container.select(Caxton.class).get();

            AgentReply reply = caxton.messages().ask(AgentRef.of("porter"), AgentRequest.of("How many?"));

            assertThat(reply.reply().content()).isEqualTo("There are 42 pieces.");
            assertThat(reply.toolsUsed()).containsExactly("luggage_room");
            assertThat(reply.provider()).isEqualTo("parrot");
            assertThat(reply.model()).isEqualTo("grey");
            assertThat(caxton.tools().list())
                    .filteredOn(tool -> tool.name().equals("luggage_room"))
                    .singleElement()
                    .satisfies(tool -> assertThat(tool.source()).isEqualTo("hotel"));
        }
    }

    @Test
    void anAgentFileIsCheckedAgainstTheNamesThatTheProgramAdded() {
        try (EngineCaxton caxton = house.builder(house.config())
                .tools(() -> List.of(new LuggageRoom("luggage_room", 1)))
                .chatModels(new Parrot())
                .open()) {
            AgentFile right = file("luggage_room", "parrot");
            AgentFile wrongTool = file("lugage_room", "parrot");
            AgentFile wrongModel = file("luggage_room", "parot");

            assertThat(caxton.agents().validate(right).errors()).isEmpty();
            assertThat(caxton.agents().validate(wrongTool).toString()).contains("lugage_room", "luggage_room");
            assertThat(caxton.agents().validate(wrongModel).toString()).contains("parot", "parrot");
        }
    }

    private static AgentFile file(String tool, String provider) {
        return new AgentFile(
                "night.md",
                AgentFileFormat.MARKDOWN,
                EngineHouse.PORTER.replace("Porter", "Night Porter").formatted("1.0.0", tool, provider));
    }

    @Test
    void anEmbeddingModelOfTheProgramsIsUsedWhenItIsNamedAndLetGoWithTheEngine() {
        Vowels.DESTROYED.set(false);
        try (SeContainer container = house.withPorter("1.0.0", "", "embedded")
                .container(house.config("memory.embedding_model", "vowels"), Vowels.class)) {
            Caxton caxton = container.select(Caxton.class).get();
            assertThat(caxton.ops().awaitReady(Duration.ofSeconds(120))).isEqualTo(ServerState.HEALTHY);

            remember(caxton, "zoo", "oooo ooo oo");
            remember(caxton, "bee", "eeee eee ee");

            assertThat(caxton.memory()
                            .search(MemoryQuery.of("porter", "o no, so low"))
                            .results()
                            .getFirst()
                            .entityName())
                    .isEqualTo("zoo");
            assertThat(caxton.memory().status().embeddingModel()).isEqualTo("vowels");
            assertThat(caxton.memory().status().embeddingDimensions()).isEqualTo(3);
            assertThat(Vowels.DESTROYED).isFalse();
        }
        assertThat(Vowels.DESTROYED).isTrue();
    }

    @Test
    void whatWasRememberedIsEmbeddedAnewByAnotherModel() {
        EffectiveConfig config = house.withPorter("1.0.0", "", "embedded").config("memory.embedding_model", "vowels");
        try (EngineCaxton caxton = house.builder(house.config()).open()) {
            remember(caxton, "zoo", "oooo ooo oo"); // without any model
        }

        try (EngineCaxton caxton =
                house.builder(config).embeddingModel(new Vowels()).open()) {
            caxton.ops().awaitReady(Duration.ofSeconds(120));
            EngineHouse.await(() -> caxton.memory().status().vectorsMissing() == 0);

            assertThat(caxton.memory().search(MemoryQuery.of("porter", "ooo")).results())
                    .isNotEmpty();
        }
    }

    private static void remember(Caxton caxton, String name, String observation) {
        caxton.memory().createEntity(new NewEntity("porter", name, "thing", List.of(observation), null, Map.of()));
    }

    @Test
    void aTypingErrorInTheNameOfTheEmbeddingModelNamesThoseThatThereAre() {
        CaxtonException refusal = refusal(
                house.builder(house.config("memory.embedding_model", "vowles")).embeddingModel(new Vowels()));

        assertThat(refusal)
                .hasMessageContaining("vowles")
                .hasMessageContaining("all-MiniLM-L6-v2")
                .hasMessageContaining("vowels");
    }

    @Test
    void aToolNameThatIsTakenIsOneClearMessage() {
        CaxtonException builtIn =
                refusal(house.builder(house.config()).tools(() -> List.of(new LuggageRoom("csv_parser", 1))));
        CaxtonException twice = refusal(house.builder(house.config())
                .tools(() -> List.of(new LuggageRoom("room", 1)))
                .tools(() -> List.of(new LuggageRoom("room", 2))));

        assertThat(builtIn)
                .hasMessageContaining("csv_parser")
                .hasMessageContaining("builtin")
                .hasMessageContaining("hotel");
        assertThat(twice).hasMessageContaining("'room'");
    }

    @Test
    void aModelNameThatIsTakenIsOneClearMessage() {
        ChatModelProvider impostor = new ChatModelProvider() {
            @Override
            public String name() {
                return "openai";
            }

            @Override
            public ChatModel model(ChatModelChoice choice) {
                throw new UnsupportedOperationException();
            }
        };

        assertThat(refusal(house.builder(house.config()).chatModels(impostor)))
                .hasMessageContaining("'openai' exists twice");
        assertThat(refusal(house.builder(house.config("memory.embedding_model", "vowels"))
                        .embeddingModel(new Vowels())
                        .embeddingModel(new Vowels())))
                .hasMessageContaining("'vowels' is provided twice");
    }

    /** Cannot be made. */
    @ApplicationScoped
    static class Stillborn implements ToolProvider {
        Stillborn() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public Collection<Tool> tools() {
            return new ArrayList<>();
        }
    }

    @Test
    void aProviderBeanThatCannotBeMadeOrAskedIsNamed() {
        try (SeContainer container = house.container(house.config(), Stillborn.class)) {
            CaxtonException refusal = catchThrowableOfType(
                    CaxtonException.class,
                    () -> container.select(Caxton.class).get().tools());

            assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION);
            assertThat(refusal)
                    .hasMessageContaining("EngineProvidersIT$Stillborn")
                    .hasMessageContaining("no licence");
            assertThat(refusal.getMessage()).doesNotContain("$Proxy$");
        }
    }

    @Test
    void aToolThatThrowsFailsItsCallAndNothingElse() {
        ToolProvider hostile = () -> List.of(new Tool() {
            @Override
            public ToolDescriptor descriptor() {
                return new LuggageRoom("luggage_room", 0).descriptor();
            }

            @Override
            public ToolResult call(ToolCall call) {
                throw new AssertionError("the room is on fire");
            }
        });
        try (EngineCaxton caxton = house.builder(house.config())
                .tools(hostile)
                .chatModels(new Parrot())
                .open()) {
            AgentReply reply = caxton.messages().ask(AgentRef.of("porter"), AgentRequest.of("How many?"));

            assertThat(reply.reply().content()).contains("luggage_room").doesNotContain("on fire");
            assertThat(caxton.ops().health().status()).isNotEqualTo(ServerState.DOWN);
        }
    }

    private static CaxtonException refusal(EngineBuilder builder) {
        CaxtonException refusal =
                catchThrowableOfType(CaxtonException.class, () -> builder.open().close());
        assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION);
        assertThat(refusal.hint()).isNotBlank();
        return refusal;
    }
}
