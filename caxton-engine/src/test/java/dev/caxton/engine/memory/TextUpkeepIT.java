package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts whose words are not in the full-text index of the file yet; {@code -Dcaxton.crash.cycles=200} for long. */
class TextUpkeepIT {

    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 3);

    @TempDir
    Path directory;

    private MemoryFixture open() {
        return new MemoryFixture(directory, WordEmbedder.loaded());
    }

    private static List<String> found(MemoryFixture fixture, String words) {
        return names(fixture.memory.search(MemoryQuery.of(ALICE, words).withMode(SearchMode.KEYWORD)));
    }

    /** In the index of the file, not in memory. */
    private static long indexed(MemoryFixture fixture, String word) {
        return fixture.database.read(
                tx -> tx.count("select count(*) from memory_words where term = ?", PorterStemmer.stem(word)));
    }

    private static void fill(MemoryFixture fixture, int entities) {
        IntStream.range(0, entities).forEach(i -> fixture.store(ALICE, "filler " + i, "thing", "nothing " + i));
    }

    @Test
    void findsWordsThatAreNotInTheIndexYet() {
        try (MemoryFixture fixture = open()) {
            fixture.store(ALICE, "rosa", "person", "keeps marmalade", "marmalade marmalade");

            assertThat(indexed(fixture, "marmalade")).isZero();
            assertThat(found(fixture, "marmalade")).containsExactly("rosa");
            assertThat(found(fixture, "rosa person")).containsExactly("rosa");
        }
    }

    @Test
    void findsTheSameAfterAStartAndAfterForgettingAnother() {
        try (MemoryFixture fixture = open()) {
            fixture.store(ALICE, "rosa", "person", "keeps marmalade");
        }
        try (MemoryFixture fixture = open()) {
            assertThat(found(fixture, "marmalade")).containsExactly("rosa");
            String other = fixture.store(ALICE, "bert", "person", "keeps honey").entityId();
            assertThat(found(fixture, "honey")).containsExactly("bert");

            fixture.memory.forget(ALICE, other);

            assertThat(found(fixture, "honey")).isEmpty();
            assertThat(found(fixture, "marmalade")).containsExactly("rosa");
        }
    }

    @Test
    void addsThemOnceWhileNobodyWaits() throws Exception {
        try (MemoryFixture fixture = open()) {
            fixture.store(ALICE, "rosa", "person", "keeps marmalade");
            fill(fixture, TextUpkeep.WORTH_ADDING);

            await(() -> indexed(fixture, "marmalade") == 1);
            assertThat(found(fixture, "marmalade")).containsExactly("rosa");
            fixture.store(ALICE, "bert", "person", "eats marmalade");
            assertThat(found(fixture, "marmalade")).containsExactlyInAnyOrder("rosa", "bert");
        }
    }

    @Test
    void addsNothingThatIsGone() throws Exception {
        try (MemoryFixture fixture = open()) {
            String gone = fixture.store(ALICE, "bert", "person", "keeps honey").entityId();
            fixture.store(ALICE, "rosa", "person", "keeps marmalade");
            fixture.memory.deleteEntity(ALICE, gone);
            fill(fixture, TextUpkeep.WORTH_ADDING);

            await(() -> indexed(fixture, "marmalade") == 1);
            assertThat(indexed(fixture, "honey")).isZero();
            assertThat(found(fixture, "honey")).isEmpty();
        }
    }

    @Test
    void rebuildingAddsEachTextOnce() {
        try (MemoryFixture fixture = open()) {
            fixture.store(ALICE, "rosa", "person", "keeps marmalade");
            new RebuiltTexts(fixture).rebuild();
            fixture.store(ALICE, "bert", "person", "keeps honey");
            new RebuiltTexts(fixture).rebuild();

            assertThat(indexed(fixture, "marmalade")).isEqualTo(1);
            assertThat(indexed(fixture, "honey")).isEqualTo(1);
            assertThat(found(fixture, "honey")).containsExactly("bert");
        }
    }

    private record RebuiltTexts(MemoryFixture fixture) {

        void rebuild() {
            fixture.database.write(
                    new dev.caxton.engine.store.Operation(
                            java.util.UUID.randomUUID().toString(), "test", java.time.Instant.now()),
                    new TendText(TendText.How.REBUILD));
        }
    }

    @Test
    void findsEveryAcknowledgedTextAfterAKill() throws Exception {
        Random random = new Random(20261122);
        List<String> acknowledged = new ArrayList<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            int wanted = acknowledged.size() + 300 + random.nextInt(600);
            try (ChildJvm child = new ChildJvm(TextCrashChild.class, directory.toString(), Integer.toString(cycle))) {
                while (acknowledged.size() < wanted) {
                    acknowledged.add(child.line());
                }
                child.kill();
                for (String line = child.line(); line != null; line = child.line()) {
                    acknowledged.add(line);
                }
            }
            try (MemoryFixture fixture = open()) {
                for (String name : acknowledged) {
                    assertThat(found(fixture, TextCrashChild.word(name))).containsExactly(name);
                    assertThat(indexed(fixture, TextCrashChild.word(name))).isLessThanOrEqualTo(1);
                }
                assertThat(fixture.database.findings(true)).isEmpty();
                assertThat(fixture.database.verifyRows()).isEmpty();
            }
        }
    }
}
