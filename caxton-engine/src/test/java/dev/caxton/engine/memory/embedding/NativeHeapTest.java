package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsTheCommandOfTheJvm() {
        assertThat(NativeHeap.trim()).isTrue();
    }
}
