package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.spi.EmbeddingModelProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Embedding models of somebody else's, and what they may do wrong. */
@SuppressWarnings("NullAway") // what others return may well be null
class ProvidedEmbedderTest {

    private static final Function<List<String>, List<float[]>> RIGHT =
            texts -> texts.stream().map(text -> new float[] {3, 4}).toList();

    private record Acme(String model, int dimension, Function<List<String>, List<float[]>> work)
            implements EmbeddingModelProvider {
        @Override
        public List<float[]> embedAll(List<String> texts) {
            return work.apply(texts);
        }
    }

    /** Started, and tried out at once; what is to be tried later is dropped. */
    private static ProvidedEmbedder started(Function<List<String>, List<float[]>> work) {
        return ProvidedEmbedder.of("com.acme.Vectors", new Acme("acme", 2, work))
                .start(Runnable::run);
    }

    @Test
    void bringsVectorsToLengthOne() {
        ProvidedEmbedder embedder = started(RIGHT);

        assertThat(embedder.ready()).isCompletedWithValue(ModelState.LOADED);
        assertThat(embedder.embed("text")).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        assertThat(embedder.embedAll(List.of("a", "b", "c"))).hasSize(3);
        assertThat(embedder.embedAll(List.of())).isEmpty();
        assertThat(embedder.model()).isEqualTo("acme");
        assertThat(embedder.dimensions()).isEqualTo(2);
        assertThat(embedder.figures().computed()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null, 2", "'', 2", "two words, 2", "acme, 0", "acme, 5000"})
    void refusesANameOrDimensionThatCannotBeUsed(String model, int dimension) {
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> ProvidedEmbedder.of("com.acme.Vectors", new Acme(model, dimension, RIGHT)));

        assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION);
        assertThat(refusal).hasMessageContaining("com.acme.Vectors");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("returned null", work(texts -> null)),
                Arguments.of("of 1 texts returned 2 vectors", work(texts -> List.of(new float[2], new float[2]))),
                Arguments.of("returned a null", work(texts -> Arrays.asList((float[]) null))),
                Arguments.of(
                        "a vector of length 3, expected vectors of length 2", work(texts -> List.of(new float[3]))),
                Arguments.of("of length 0.0, expected a direction", work(texts -> List.of(new float[2]))),
                Arguments.of("expected a direction", work(texts -> List.of(new float[] {1, Float.NaN}))),
                Arguments.of("failed with java.lang.IllegalStateException", work(texts -> {
                    throw new IllegalStateException("secret text");
                })),
                Arguments.of("failed with java.lang.UnsatisfiedLinkError", work(texts -> {
                    throw new UnsatisfiedLinkError("no library");
                })));
    }

    private static Function<List<String>, List<float[]>> work(Function<List<String>, List<float[]>> work) {
        return work;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aModelThatFailsItsFirstTrialIsMissingAndSaysWhy(String message, Function<List<String>, List<float[]>> work) {
        ProvidedEmbedder embedder = started(work);

        assertThat(embedder.ready()).isCompletedWithValue(ModelState.MISSING);
        CaxtonException failure = catchThrowableOfType(CaxtonException.class, () -> embedder.embed("text"));
        assertThat(failure.type()).isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE);
        assertThat(failure).hasMessageContaining("com.acme.Vectors").hasMessageContaining(message);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aModelThatFailsLaterFailsThatRequestAlone(String message, Function<List<String>, List<float[]>> work) {
        ProvidedEmbedder embedder = started(texts -> texts.contains("bad") ? work.apply(texts) : RIGHT.apply(texts));

        CaxtonException failure = catchThrowableOfType(CaxtonException.class, () -> embedder.embed("bad"));

        assertThat(failure.type()).isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE);
        assertThat(failure).hasMessageContaining(message);
        assertThat(embedder.embed("good")).hasSize(2);
    }

    @Test
    void isStartingUntilTheFirstTrialReturns() {
        List<Runnable> background = new ArrayList<>();
        ProvidedEmbedder embedder = ProvidedEmbedder.of("com.acme.Vectors", new Acme("acme", 2, RIGHT))
                .start(background::add);

        assertThat(embedder.state()).isEqualTo(ModelState.STARTING);
        assertThat(catchThrowableOfType(CaxtonException.class, () -> embedder.embed("text")))
                .hasMessageContaining("starting");

        background.removeFirst().run();
        assertThat(embedder.state()).isEqualTo(ModelState.LOADED);
    }
}
