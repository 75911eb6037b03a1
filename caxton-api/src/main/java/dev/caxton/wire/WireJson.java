package dev.caxton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.memory.TransferFormat;
import dev.caxton.api.memory.TraversalStrategy;
import dev.caxton.api.memory.VectorState;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Role;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The only JSON configuration of the product: {@code snake_case} members, RFC 3339 times, ids and constants as plain
 * strings, absent members for null, members of newer versions ignored on reading.
 */
public final class WireJson {

    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 64;

    private static final ObjectMapper MAPPER = create();

    private WireJson() {}

    /** The shared mapper; thread-safe, and not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static ObjectMapper create() {
        JsonFactory factory = JsonFactory.builder()
                // not in thread locals: a server's threads outlive this application, and virtual ones live for one
                // request
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new JavaTimeModule())
                .addModule(scalars())
                .build();
    }

    private static SimpleModule scalars() {
        SimpleModule module = new SimpleModule("caxton-wire");
        text(module, AgentId.class, AgentId::parse);
        text(module, AgentRef.class, AgentRef::of);
        text(module, MessageId.class, MessageId::parse);
        text(module, ConversationId.class, ConversationId::parse);
        for (Class<? extends Enum<?>> constants : List.of(
                AgentState.class,
                AgentType.class,
                AgentFileFormat.class,
                ReloadAction.class,
                MemoryScope.class,
                MemoryCheckLevel.class,
                MergeStrategy.class,
                RelationDirection.class,
                TransferFormat.class,
                TraversalStrategy.class,
                VectorState.class,
                SearchMode.class,
                TimeView.Filter.class,
                Performative.class,
                MessageStatus.class,
                ServerState.class,
                ModelState.class,
                Role.class,
                KeyState.class)) {
            constant(module, constants);
        }
        module.addSerializer(Duration.class, new DurationSerializer());
        module.addDeserializer(Duration.class, new DurationDeserializer());
        return module;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Enum<E> & WireName> void constant(SimpleModule module, Class<? extends Enum<?>> type) {
        Class<E> constants = (Class<E>) type;
        text(module, constants, text -> WireName.parse(constants, type.getSimpleName(), text));
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parser) {
        module.addSerializer(type, new TextSerializer<>(type));
        module.addDeserializer(type, new TextDeserializer<>(type, parser));
    }

    private static final class TextSerializer<T> extends StdScalarSerializer<T> {
        @Serial
        private static final long serialVersionUID = 1L;

        TextSerializer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class DurationSerializer extends StdScalarSerializer<Duration> {
        @Serial
        private static final long serialVersionUID = 1L;

        DurationSerializer() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(DurationText.format(value));
        }
    }

    /** As everywhere else ({@code 30d}); seconds as a number were the form of older versions. */
    private static final class DurationDeserializer extends StdScalarDeserializer<Duration> {
        @Serial
        private static final long serialVersionUID = 1L;

        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser source, DeserializationContext context) throws IOException {
            if (source.currentToken().isNumeric()) {
                return Duration.ofMillis(Math.round(source.getDoubleValue() * 1_000));
            }
            String text = source.getValueAsString();
            try {
                if (text != null) {
                    return DurationText.parse("duration", text);
                }
            } catch (CaxtonException e) {
                throw context.weirdStringException(
                        text, Duration.class, e.problem().detail() + ", such as 250ms, 30s, 10m, 1h or 30d");
            }
            throw context.wrongTokenException(
                    source, Duration.class, com.fasterxml.jackson.core.JsonToken.VALUE_STRING, "expected a string");
        }
    }

    private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parser;

        TextDeserializer(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser source, DeserializationContext context) throws IOException {
            String text = source.getValueAsString();
            try {
                if (text != null) {
                    return parser.apply(text);
                }
            } catch (CaxtonException e) {
                throw context.weirdStringException(
                        text, _valueClass, e.problem().detail());
            }
            throw context.wrongTokenException(
                    source, _valueClass, com.fasterxml.jackson.core.JsonToken.VALUE_STRING, "expected a string");
        }
    }
}
