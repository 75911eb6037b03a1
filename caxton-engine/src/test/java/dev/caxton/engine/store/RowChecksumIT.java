package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.CorruptedException;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowChecksumIT {

    private static final byte[] MARK = "findable-content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private Path copy;

    @BeforeEach
    void writeAndCopy() {
        copy = directory.resolve("copy.db");
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")))) {
            database.write(operation(), new Notes.Add("before", 1, 1.5, null, null));
            database.write(operation(), new Notes.Add("marked", 2, 2.5, MARK, "remark"));
            database.write(operation(), new Notes.Add("after", 3, 3.5, null, null));
            OnlineBackup.copy(database.file(), copy);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void findsEveryFlippedBitOfAByte(int bit) throws IOException {
        flip(bit, 5);

        try (Database database = Database.open(Notes.options(copy))) {
            assertThat(Notes.texts(database, "pragma quick_check")).containsExactly("ok");
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> database.read(tx -> tx.select(Notes.TABLE, "order by rid")))
                    .matches(e -> e.type() == ProblemType.DATA_CORRUPTED)
                    .withMessageContaining("Table notes, row 2");
            assertThat(database.verifyRows()).containsExactly(new DamagedRow("notes", 2));
            assertThat(database.status()).contains("notes, row 2");
        }
    }

    @Test
    void readsTheRowsBesideADamagedOne() throws IOException {
        flip(0, 0);

        try (Database database = Database.open(Notes.options(copy))) {
            List<String> names = database.read(tx -> tx.select(Notes.TABLE, "where rid <> 2 order by rid").stream()
                    .map(row -> row.text("name"))
                    .toList());

            assertThat(names).containsExactly("before", "after");
        }
    }

    @Test
    void findsAnyFlippedByteOfARowThatSqliteStillReads() throws IOException {
        byte[] intact = Files.readAllBytes(copy);
        int mark = position(intact);
        // The cell of the marked row, from its columns' types to its checksum.
        for (int offset = mark - 25; offset < mark + MARK.length + 12; offset++) {
            byte[] damaged = intact.clone();
            damaged[offset] ^= 0x10;
            Files.write(copy, damaged);
            try (Database database = Database.open(Notes.options(copy))) {
                assertThatExceptionOfType(CorruptedException.class)
                        .as("byte %d from the mark", offset - mark)
                        .isThrownBy(() -> database.read(tx -> tx.select(Notes.TABLE, "order by rid")));
            }
        }
    }

    private void flip(int bit, int offset) throws IOException {
        byte[] content = Files.readAllBytes(copy);
        content[position(content) + offset] ^= (byte) (1 << bit);
        Files.write(copy, content);
    }

    private static int position(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(MARK, StandardCharsets.ISO_8859_1));
    }
}
