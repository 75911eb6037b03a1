package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedFileTest {

    private static final String SHA = "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";
    private static final PinnedFile FILE =
            new PinnedFile(OnnxEmbeddingModel.TOKENIZER_RESOURCE, "tokenizer.json", 711_661, SHA);

    @TempDir
    Path directory;

    @Test
    void copiesTheFileOnce() throws IOException {
        Path first = FILE.installIn(directory.resolve("runtime"));
        Object key = Files.getLastModifiedTime(first);

        Path second = FILE.installIn(directory.resolve("runtime"));

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(key);
        assertThat(FILE.isIntact(first)).isTrue();
    }

    @Test
    void replacesATruncatedCopy() throws IOException {
        Path copy = FILE.installIn(directory);
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.setLength(1_000);
        }

        FILE.installIn(directory);

        assertThat(FILE.isIntact(copy)).isTrue();
    }

    @Test
    void replacesACopyWithOneFlippedBit() throws IOException {
        Path copy = FILE.installIn(directory);
        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 4;
        Files.write(copy, bytes);

        FILE.installIn(directory);

        assertThat(copy).hasBinaryContent(FILE.read());
    }

    @Test
    void overwritesWhatACrashLeft() throws IOException {
        Files.writeString(directory.resolve("tokenizer.json.new"), "half a copy");

        Path copy = FILE.installIn(directory);

        assertThat(FILE.isIntact(copy)).isTrue();
        assertThat(directory.resolve("tokenizer.json.new")).doesNotExist();
    }

    @Test
    void refusesAnotherFileOnTheClassPath() {
        PinnedFile other = new PinnedFile(FILE.resource(), "other", 711_661, SHA.replace('d', 'e'));

        assertThatThrownBy(() -> other.installIn(directory)).isInstanceOf(AlteredResourceException.class);
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(other::read).isInstanceOf(AlteredResourceException.class);
    }

    @Test
    void saysThatTheClassPathLacksIt() {
        PinnedFile absent = new PinnedFile("/absent", "absent", 1, SHA);

        assertThatThrownBy(() -> absent.installIn(directory)).isInstanceOf(AbsentResourceException.class);
    }
}
