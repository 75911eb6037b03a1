package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    @Test
    void isStoredAsLittleEndianFloats() {
        byte[] bytes = Embedding.of(new float[] {0.6f, -0.8f}).toBytes();

        assertThat(bytes).containsExactly(-102, -103, 25, 63, -51, -52, 76, -65);
        assertThat(Embedding.ofBytes(bytes).values()).containsExactly(0.6f, -0.8f);
    }

    @Test
    void isScaledToLengthOne() {
        assertThat(Embedding.of(new float[] {3, -4}).values())
                .containsExactly(new float[] {0.6f, -0.8f}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void isRefusedWithoutADirection(float value) {
        assertThatThrownBy(() -> Embedding.of(new float[] {value, 0}))
                .isInstanceOfSatisfying(
                        CaxtonException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE));
    }
}
