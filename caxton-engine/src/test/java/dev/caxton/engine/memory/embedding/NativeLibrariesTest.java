package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** Versions from 1.29.0 on report to Microsoft unless the environment forbids it, which a library cannot set. */
    @ParameterizedTest
    @MethodSource("libraries")
    void usesAVersionThatReportsToNobody(PinnedFile library) throws IOException {
        String content = new String(library.read(), StandardCharsets.ISO_8859_1);

        assertThat(content.contains("events.data.microsoft.com")).isFalse();
    }
}
