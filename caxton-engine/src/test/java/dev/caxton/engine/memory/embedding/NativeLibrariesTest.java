package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeLibrariesTest {

    static Stream<PinnedFile> libraries() {
        return Stream.of(
                        NativeLibraries.LINUX_X64,
                        NativeLibraries.LINUX_AARCH64,
                        NativeLibraries.OSX_AARCH64,
                        NativeLibraries.WIN_X64)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void knowsTheLibrariesOfThisVersionOfOnnxRuntime(PinnedFile library) {
        assertThatCode(library::read).doesNotThrowAnyException();
    }
}
