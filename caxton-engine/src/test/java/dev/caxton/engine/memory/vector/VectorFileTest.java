package dev.caxton.engine.memory.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {

    private static final int DIMENSIONS = 130;
    private static final int ROWS = 2_500;

    @TempDir
    Path directory;

    private final VectorCodes codes = new VectorCodes(DIMENSIONS);
    private Path path;
    private VectorFile file;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(3);
        LongStream.range(0, ROWS).forEach(rid -> codes.add(rid, rid, (int) rid % 2, vector(random)));
        // Rows around none, around an earlier centre, and around centres that are found last.
        partition(random);
        LongStream.range(2 * ROWS, 2 * ROWS + 300)
                .forEach(rid -> codes.add(rid, rid, (int) rid % 2, around(rid % 3, random)));
        partition(random);
        LongStream.range(3 * ROWS, 3 * ROWS + 200)
                .forEach(rid -> codes.add(rid, rid, (int) rid % 2, around(rid % 3, random)));
        assertThat(codes.isBetweenCentres()).isTrue();
        LongStream.range(0, 4 * ROWS).filter(rid -> rid % 7 == 0).forEach(codes::remove);
        path = directory.resolve("codes");
        file = new VectorFile(path);
        file.write("model", "op-1", List.of("first", "second\nline"), new VectorFile.Image(codes));
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        VectorFile.Content content = file.read("model", DIMENSIONS).orElseThrow();

        assertThat(content.position()).isEqualTo("op-1");
        assertThat(content.groups()).containsExactly("first", "second\nline");
        VectorCodes read = new VectorCodes(DIMENSIONS);
        try (CodeLoading loading = new CodeLoading(read, content.codes())) {
            loading.takeAll(new int[] {5, 6});
        }
        assertThat(read.size()).isEqualTo(codes.size());
        assertThat(read.partitioned()).isEqualTo(ROWS);
        assertThat(read.isBetweenCentres()).isTrue();
        assertThat(read.snapshot().parts()).hasSameSizeAs(codes.snapshot().parts());
        float[] query = vector(new Random(4));
        assertThat(VectorCodesTest.rids(read.view()
                        .candidates(
                                query,
                                new RowFilter(new boolean[] {false, false, false, false, false, true}, null),
                                10)))
                .isEqualTo(VectorCodesTest.rids(codes.view()
                        .candidates(query, new RowFilter(new boolean[] {true, false}, null), 10)));
    }

    @Test
    void writesRowsAsTheyWereAtTheMomentOfTheImageThoughTheyAreReplacedMeanwhile() throws IOException {
        byte[] before = Files.readAllBytes(path);
        VectorFile.Image image = new VectorFile.Image(codes);
        Random random = new Random(5);

        codes.replaceAll(LongStream.range(0, ROWS)
                .mapToObj(rid -> new CodedRow(rid, rid, 0, vector(random)))
                .toList());
        file.write("model", "op-1", List.of("first", "second\nline"), image);

        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void hasNothingForAnotherModelOrDimensionOrWithoutAFile() throws IOException {
        assertThat(file.read("other", DIMENSIONS)).isEmpty();
        assertThat(file.read("model", DIMENSIONS + 1)).isEmpty();
        assertThat(new VectorFile(directory.resolve("nothing")).read("model", DIMENSIONS))
                .isEmpty();
    }

    @Test
    void hasNothingWhereTheFileIsOfAnOlderFormat() throws IOException {
        byte[] old = Files.readAllBytes(path);
        old[11] = 1;
        Files.write(path, old);

        assertThat(file.read("model", DIMENSIONS)).isEmpty();
    }

    @Test
    void noticesEveryTruncation() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {0, 7, 11, 40, 100, whole.length / 2, whole.length - 8, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> file.read("model", DIMENSIONS))
                    .as("of %d bytes", length)
                    .isInstanceOf(DamagedVectorFileException.class);
        }
        Files.write(path, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> file.read("model", DIMENSIONS)).isInstanceOf(DamagedVectorFileException.class);
    }

    @Test
    void trustsNoFileWithAFlippedBit() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int at = i < 100 ? i % whole.length : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);

            boolean refused;
            try {
                refused = file.read("model", DIMENSIONS).isEmpty();
            } catch (DamagedVectorFileException e) {
                refused = true;
            }
            assertThat(refused).as("a bit flipped in byte %d", at).isTrue();
        }
    }

    @Test
    void leavesTheOldFileWhereTheNewOneCannotBeWritten() throws IOException {
        byte[] before = Files.readAllBytes(path);
        Files.createDirectories(directory.resolve("codes.tmp").resolve("full"));

        assertThatThrownBy(() -> file.write("model", "op-2", List.of("first", "b"), new VectorFile.Image(codes)))
                .isInstanceOf(IOException.class);

        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    private void partition(Random random) {
        codes.partition(
                LongStream.range(0, 300).mapToObj(i -> around(i % 3, random)).toList(), ROWS);
    }

    private static float[] around(long centre, Random random) {
        float[] vector = vector(new Random(centre));
        float[] noise = vector(random);
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] += noise[i] / 2;
        }
        return vector;
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
