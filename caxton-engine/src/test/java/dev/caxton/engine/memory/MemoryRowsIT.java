package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.store.ChecksummedRow;
import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hibernate's classes, the tables in code and the schema in the file say the same. */
class MemoryRowsIT {

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
        fixture.store(ALICE, "Ada", "person", "met Babbage", "wrote notes");
        fixture.memory.createRelation(relation(ALICE, "Ada", "is", "Ada"));
        String observation = fixture.memory
                .entity(new EntityQuery(ALICE, "Ada", TimeView.all()))
                .observations()
                .getFirst()
                .observationId();
        fixture.memory.retractObservation(ALICE, observation);
        fixture.memory.configure(MemoryConfigurationChange.of(new MemoryConfigurationChange.RetentionChange(
                7L, null, null, null, null, Duration.ofDays(30), null, true)));
        fixture.memory.search(MemoryQuery.of(ALICE, "notes"));
        fixture.memory.upkeep().cleanup(new CleanupRequest(true, false, null, false, true));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void hibernateLoadsTheRowsAsTheStoreDoes() {
        for (int i = 0; i < MemorySchema.TABLES.size(); i++) {
            Table table = MemorySchema.TABLES.get(i);
            String query = "from " + MemorySchema.ROWS.get(i).getSimpleName() + " order by rid";

            List<ChecksummedRow> mapped = fixture.hibernate.read(
                    session -> session.createQuery(query, ChecksummedRow.class).getResultList());
            List<Row> stored = fixture.database.read(tx -> tx.select(table, "order by rid"));

            assertThat(mapped).hasSameSizeAs(stored).isNotEmpty();
            for (int row = 0; row < mapped.size(); row++) {
                assertThat(mapped.get(row).table()).isEqualTo(table);
                assertThat(mapped.get(row).rid()).isEqualTo(stored.get(row).rid());
                assertThat(mapped.get(row).values())
                        .usingRecursiveComparison()
                        .isEqualTo(stored.get(row).values());
            }
        }
    }

    @Test
    void columnsAgreeInNameTypeAndNullability() {
        for (int i = 0; i < MemorySchema.TABLES.size(); i++) {
            Table table = MemorySchema.TABLES.get(i);
            List<String> inCode = new ArrayList<>(List.of("rid INTEGER false"));
            table.columns().forEach(column -> inCode.add(describe(column)));
            inCode.add("crc INTEGER true");

            List<String> inFile = fixture.database.read(tx -> tx.query(
                    "select name, upper(type), \"notnull\" from pragma_table_info(?)",
                    result -> result.getString(1) + " " + result.getString(2) + " " + result.getBoolean(3),
                    table.name()));
            List<String> mapped = Arrays.stream(MemorySchema.ROWS.get(i).getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .map(MemoryRowsIT::columnName)
                    .toList();

            assertThat(inFile).isEqualTo(inCode);
            assertThat(mapped)
                    .isEqualTo(inCode.stream().map(text -> text.split(" ")[0]).toList());
        }
    }

    private static String describe(Column column) {
        return column.name() + " " + column.type() + " " + !column.nullable();
    }

    private static String columnName(Field field) {
        jakarta.persistence.Column column = field.getAnnotation(jakarta.persistence.Column.class);
        return column == null || column.name().isEmpty() ? field.getName().toLowerCase(Locale.ROOT) : column.name();
    }
}
