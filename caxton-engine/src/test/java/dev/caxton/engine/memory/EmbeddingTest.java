package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddingTest {

    @Test
    void isStoredAsLittleEndianFloats() {
        byte[] bytes = Embedding.of(new float[] {1.0f, -2.5f}).toBytes();

        assertThat(bytes).containsExactly(0, 0, (byte) 0x80, 0x3F, 0, 0, 0x20, (byte) 0xC0);
        assertThat(Embedding.ofBytes(bytes).values()).containsExactly(1.0f, -2.5f);
    }
}
