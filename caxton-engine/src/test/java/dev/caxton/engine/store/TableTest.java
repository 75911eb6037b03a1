package dev.caxton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final Table THINGS = Table.of(
            "things",
            1,
            Column.text("name"),
            Column.integerOrNull("size"),
            Column.realOrNull("weight"),
            Column.blobOrNull("body"));

    @Test
    void checksumOfStoredRowsNeverChanges() {
        // Computed once; another value here would make every database in use look damaged.
        int crc = THINGS.crc(7, Arrays.asList("näme", 5L, 2.5, new byte[] {1, 2}));

        assertThat(crc).isEqualTo(crcByHand());
    }

    @Test
    void checksumTellsEveryPartApart() {
        List<Object> values = Arrays.asList("a", 1L, 1.0, new byte[] {1});

        assertThat(List.of(
                        THINGS.crc(1, values),
                        THINGS.crc(2, values),
                        Table.of("thingz", 1, THINGS.columns().toArray(Column[]::new))
                                .crc(1, values),
                        Table.of("things", 2, THINGS.columns().toArray(Column[]::new))
                                .crc(1, values),
                        THINGS.crc(1, Arrays.asList("b", 1L, 1.0, new byte[] {1})),
                        THINGS.crc(1, Arrays.asList("a", null, 1.0, new byte[] {1})),
                        THINGS.crc(1, Arrays.asList("a", 1L, 1.5, new byte[] {1})),
                        THINGS.crc(1, Arrays.asList("a", 1L, 1.0, new byte[0])),
                        THINGS.crc(1, Arrays.asList("a", 1L, 1.0, null))))
                .doesNotHaveDuplicates();
    }

    @Test
    void checksumIsTheSameUnderAnotherNameInTheFile() {
        List<Object> values = Arrays.asList("a", 1L, 1.0, null);

        assertThat(THINGS.storedAs("things_v2").crc(1, values)).isEqualTo(THINGS.crc(1, values));
        assertThat(THINGS.storedAs("things_v2").selectSql()).contains("from things_v2 ");
    }

    @Test
    void takesValuesAsSqliteReturnsThem() {
        assertThat(THINGS.canonical("a", 3, -0.0, null)).isEqualTo(Arrays.asList("a", 3L, 0.0, null));
    }

    @Test
    void refusesNaN() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THINGS.canonical("a", 3, Double.NaN, null))
                .withMessageContaining("things.weight");
    }

    @Test
    void refusesNullWhereTheColumnHasNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THINGS.canonical(null, 3, 1.0, null))
                .withMessageContaining("things.name");
    }

    @Test
    void refusesAnotherType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THINGS.canonical("a", "3", 1.0, null))
                .withMessageContaining("things.size");
    }

    @Test
    void refusesAnotherNumberOfValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> THINGS.canonical("a", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name", "1st", "a-b", "a b", "a;drop table x", "na\"me"})
    void refusesNamesThatNeedQuoting(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Column.text(name));
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of(name, 1, Column.text("a")));
    }

    @Test
    void refusesColumnsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("things", 1, Column.text("crc")))
                .withMessageContaining("crc");
    }

    private static int crcByHand() {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        byte[] table = "things".getBytes(StandardCharsets.UTF_8);
        byte[] name = "näme".getBytes(StandardCharsets.UTF_8);
        bytes.putInt(table.length).put(table).putInt(1).putLong(7);
        bytes.put((byte) 3).putInt(name.length).put(name);
        bytes.put((byte) 1).putLong(5);
        bytes.put((byte) 2).putLong(Double.doubleToRawLongBits(2.5));
        bytes.put((byte) 4).putInt(2).put((byte) 1).put((byte) 2);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.position());
        return (int) crc.getValue();
    }
}
