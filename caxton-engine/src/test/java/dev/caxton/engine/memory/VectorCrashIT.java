package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes that write the index's file and that embed anew; {@code -Dcaxton.crash.cycles=200} for long. */
class VectorCrashIT {

    static final int DIMENSIONS = 64;
    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 5);
    private static final VectorFilter ALL = new VectorFilter(new Visibility(null, null), Set.of());

    @TempDir
    Path directory;

    @Test
    void findsEveryAcknowledgedVectorWhateverBecameOfTheFile() throws Exception {
        Random random = new Random(20261122);
        List<Long> seeds = new ArrayList<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            int wanted = seeds.size() + 20 + random.nextInt(200);
            try (ChildJvm child = new ChildJvm(VectorCrashChild.class, directory.toString(), Integer.toString(cycle))) {
                while (seeds.size() < wanted) {
                    seeds.add(Long.parseLong(String.valueOf(child.line())));
                }
                child.kill();
                for (String line = child.line(); line != null; line = child.line()) {
                    seeds.add(Long.parseLong(line));
                }
            }

            try (VectorRows rows = new VectorRows(directory, DIMENSIONS).loaded()) {
                assertThat(rows.index.vectors().state()).isEqualTo(VectorState.READY);
                assertThat(rows.index.vectors().size()).isEqualTo(rows.count("select count(*) from embeddings"));
                for (long seed : seeds) {
                    float[] vector = VectorRows.random(new Random(seed), DIMENSIONS);
                    assertThat(rows.nearest(vector, ALL, 1))
                            .extracting(NearestEntity::entityId)
                            .containsExactly(id(seed));
                }
            }
            try (var files = Files.list(directory)) {
                assertThat(files.filter(file -> file.toString().endsWith(".tmp"))
                                .count())
                        .as("unfinished files do not pile up")
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    static String id(long seed) {
        return "ent_" + new UUID(1, seed);
    }

    @Test
    void goesOnEmbeddingAnewWhereItWasKilled() throws Exception {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            IntStream.range(0, 1_000).forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "fact number " + i));
        }
        try (ChildJvm child = new ChildJvm(ReembeddingChild.class, directory.toString())) {
            assertThat(child.line()).isEqualTo("begun");
            child.kill();
        }
        try (VectorRows rows = new VectorRows(directory, DIMENSIONS)) {
            assertThat(rows.count("select count(*) from embeddings where model = '" + ReembeddingChild.MODEL + "'"))
                    .as("what was done is kept")
                    .isBetween(1L, 2_000L);
        }

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named(ReembeddingChild.MODEL))) {
            await(() -> fixture.index.vectors().size() == 2_000);
            long others = fixture.database.read(
                    tx -> tx.count("select count(*) from embeddings where model <> ?", ReembeddingChild.MODEL));
            assertThat(others).isZero();
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }
}
