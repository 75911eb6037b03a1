package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.caxton.api.CaxtonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowListenerIT {

    @TempDir
    Path directory;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private Database open(RowListener listener) {
        return Database.open(
                Notes.options(directory.resolve("test.db")).withRowListener(List.of(Notes.TABLE), listener));
    }

    private void hear(List<RowChange> changes) {
        for (RowChange change : changes) {
            Row row = change.row();
            heard.add(change.rid() + " " + (row == null ? "gone" : row.text("name") + " " + row.integer("count")));
        }
    }

    @Test
    void tellsEveryChangeOnceItIsOnDiskAndBeforeTheAnswer() {
        try (Database database = open(this::hear)) {
            database.write(operation(), new Notes.Add("one"));
            assertThat(heard).containsExactly("1 one 0");
            database.write(operation(), new Notes.Increment("one"));
            database.write(operation(), new Notes.Remove("one"));

            assertThat(heard).containsExactly("1 one 0", "1 one 1", "1 gone");
        }
    }

    @Test
    void tellsNothingOfWhatFailsOrIsRepeated() {
        try (Database database = open(this::hear)) {
            Operation once = operation();
            database.write(once, new Notes.Add("one"));
            database.write(once, new Notes.Add("one"));
            assertThatExceptionOfType(CaxtonException.class)
                    .isThrownBy(() -> database.write(operation(), new Notes.Meddle("two", tx -> {
                        throw new IllegalStateException("refused");
                    })));
            assertThatExceptionOfType(CaxtonException.class)
                    .isThrownBy(() -> database.write(
                            operation(),
                            new Notes.Meddle("three", tx -> tx.execute("insert into nothing values (1)"))));

            assertThat(heard).containsExactly("1 one 0");
        }
    }

    @Test
    void keepsTheOrderOfCommandsInAGroup() {
        try (Database database = open(this::hear)) {
            List<CompletableFuture<Applied>> answers = IntStream.range(0, 500)
                    .mapToObj(i -> database.submit(operation(), new Notes.Add("note " + i)))
                    .toList();
            answers.forEach(CompletableFuture::join);

            assertThat(heard)
                    .containsExactlyElementsOf(IntStream.range(0, 500)
                            .mapToObj(i -> (i + 1) + " note " + i + " 0")
                            .toList());
        }
    }

    @Test
    void answersAlsoWhereAListenerFails() {
        try (Database database = open(changes -> {
            throw new IllegalStateException("a defect");
        })) {
            database.write(operation(), new Notes.Add("one"));

            assertThat(Notes.names(database)).containsExactly("one");
        }
    }

    @Test
    void refusesASecondListenerOfATable() {
        DatabaseOptions options =
                Notes.options(directory.resolve("test.db")).withRowListener(List.of(Notes.TABLE), this::hear);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withRowListener(List.of(Notes.TABLE), this::hear));
    }
}
