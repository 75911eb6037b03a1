package dev.caxton.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools of somebody else's, and what they may say that cannot be used. */
@SuppressWarnings("NullAway") // what others return may well be null
class ProvidedToolsTest {

    private static ToolDescriptor descriptor(Map<String, Object> schema, String source) {
        return new ToolDescriptor("lamp", "Turns the lamp on.", schema, List.of(), source);
    }

    private static Tool saying(Supplier<ToolDescriptor> descriptor) {
        return new Tool() {
            @Override
            public ToolDescriptor descriptor() {
                return descriptor.get();
            }

            @Override
            public ToolResult call(ToolCall call) {
                return FakeTool.said("on");
            }
        };
    }

    private static final Map<String, Object> OBJECT = Map.of("type", "object");

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("tools() is null", (ToolProvider) () -> null),
                Arguments.of("tools() has a null in it", (ToolProvider) () -> Arrays.asList((Tool) null)),
                Arguments.of("tools() failed with java.lang.IllegalStateException: no", (ToolProvider) () -> {
                    throw new IllegalStateException("no");
                }),
                Arguments.of("tools() failed with java.lang.NoClassDefFoundError: lost", (ToolProvider) () -> {
                    throw new NoClassDefFoundError("lost");
                }),
                Arguments.of("lacks a name or a description", (ToolProvider) () -> List.of(saying(() -> null))),
                Arguments.of("lacks a name or a description", (ToolProvider)
                        () -> List.of(saying(() -> new ToolDescriptor(null, "A tool.", OBJECT, List.of(), "home")))),
                Arguments.of("failed with java.lang.NullPointerException", (ToolProvider) () -> List.of(saying(() -> {
                    throw new NullPointerException();
                }))),
                Arguments.of("input schema of tool 'lamp' has type null, expected object", (ToolProvider)
                        () -> List.of(saying(() -> descriptor(Map.of(), "home")))),
                Arguments.of("input schema of tool 'lamp' is not JSON", (ToolProvider) () ->
                        List.of(saying(() -> descriptor(Map.of("type", "object", "x", new Object()), "home")))),
                Arguments.of("50 deep at most", (ToolProvider)
                        () -> List.of(saying(() -> descriptor(endless(), "home")))));
    }

    private static Map<String, Object> endless() {
        Map<String, Object> schema = new HashMap<>(OBJECT);
        schema.put("properties", schema);
        return schema;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatCannotBeUsedAndNamesTheProvider(String message, ToolProvider provider) {
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class, () -> new ProvidedTools("com.acme.HomeTools", provider));

        assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION);
        assertThat(refusal)
                .hasMessageStartingWith("Tool provider com.acme.HomeTools cannot be used: ")
                .hasMessageContaining(message);
    }

    @Test
    void holdsAToolToWhatItSaidFirst() {
        AtomicInteger asked = new AtomicInteger();
        Tool fickle = saying(() -> {
            asked.incrementAndGet();
            return descriptor(OBJECT, "home");
        });

        Tool held = new ProvidedTools("com.acme.HomeTools", () -> List.of(fickle))
                .tools()
                .iterator()
                .next();
        held.descriptor();
        held.descriptor();

        assertThat(asked).hasValue(1);
        assertThat(held.descriptor().source()).isEqualTo("home");
    }

    @Test
    void noToolOfOthersPassesForABuiltInOne() {
        for (String source : Arrays.asList("builtin", " ", null)) {
            Tool held = new ProvidedTools(
                            "com.acme.HomeTools",
                            () -> List.of(saying(() -> descriptor(new HashMap<>(OBJECT), source))))
                    .tools()
                    .iterator()
                    .next();

            assertThat(held.descriptor().source()).isEqualTo("com.acme.HomeTools");
        }
    }
}
