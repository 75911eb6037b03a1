package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.StoredEntity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to vectors when the model changes, or comes late. */
class ReembeddingIT {

    @TempDir
    Path directory;

    @Test
    void embedsEverythingAnewByAnotherModelAndMixesNone() throws InterruptedException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            IntStream.range(0, 300).forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "fact number " + i));
        }
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named("other words"))) {
            await(() -> fixture.memory.status().vectorsMissing() == 0);
            await(() -> fixture.index.vectors().size() == 600);

            assertThat(matched(fixture, "fact number 123")).isEqualTo("fact number 123");
            assertThat(models(fixture)).containsExactly("other words");
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }

    @Test
    void embedsAnewWhatAModelMadeBeforeItsVectorsHadAnotherLength() throws Exception {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named("words", 256))) {
            IntStream.range(0, 300).forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "fact number " + i));
        }
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named("words", 128))) {
            await(() -> fixture.index.vectors().size() == 600);

            assertThat(fixture.index.vectors().state()).isEqualTo(dev.caxton.api.memory.VectorState.READY);
            assertThat(matched(fixture, "fact number 123")).isEqualTo("fact number 123");
            long others =
                    fixture.database.read(tx -> tx.count("select count(*) from embeddings where dimensions <> 128"));
            assertThat(others).isZero();
        }
    }

    @Test
    void countsTextsAsMissingWhoseVectorsHaveAnotherLength() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named("words", 256))) {
            fixture.store(ALICE, "old", "thing", "an old fact", "another old fact");
        }
        WordEmbedder late = WordEmbedder.starting("words", 128);
        try (MemoryFixture fixture = new MemoryFixture(directory, late)) {
            assertThat(fixture.memory.status().vectors()).isZero();
            assertThat(fixture.memory.status().vectorsMissing()).isEqualTo(3);
        }
    }

    @Test
    void embedsAnewWhatWasTakenBackAfterWhatIsBelieved() throws InterruptedException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.named("words", 256))) {
            IntStream.range(0, 200).forEach(i -> {
                StoredEntity stored = fixture.store(ALICE, "thing " + i, "thing", "fact number " + i, "kept " + i);
                fixture.memory.retractObservation(
                        ALICE,
                        fixture.memory
                                .entity(stored.entityId())
                                .observations()
                                .getFirst()
                                .observationId());
            });
            assertThat(fixture.count("past_embeddings")).isEqualTo(200);
        }
        WordEmbedder other = WordEmbedder.starting("other words");
        try (MemoryFixture fixture = new MemoryFixture(directory, other)) {
            other.load();
            await(() -> pastVectors(fixture, "other words") == 200);
            await(() -> fixture.memory.status().vectorIndex().toEmbed() == 0);

            assertThat(fixture.memory.status().vectorIndex().embedded()).isEqualTo(600);
            assertThat(fixture.memory.status().vectorsMissing()).isZero();
            assertThat(fixture.count("past_embeddings")).isEqualTo(200);
            assertThat(models(fixture)).containsExactly("other words");
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }

    private static long pastVectors(MemoryFixture fixture, String model) {
        return fixture.database.read(tx -> tx.count("select count(*) from past_embeddings where model = ?", model));
    }

    @Test
    void findsByMeaningOnlyWhatTheNewModelHasEmbeddedSoFar() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store(ALICE, "old", "thing", "an old fact");
        }
        WordEmbedder late = WordEmbedder.starting("late words");
        try (MemoryFixture fixture = new MemoryFixture(directory, late)) {
            assertThat(fixture.index.vectors().size()).isZero();
            assertThat(fixture.memory.status().vectorsMissing()).isEqualTo(2);
            assertThat(models(fixture)).as("kept until the new ones are there").containsExactly("words");
        }
    }

    @Test
    void findsAtOnceWhatWasWrittenBeforeTheModelWasLoaded() {
        WordEmbedder embedder = WordEmbedder.starting();
        try (MemoryFixture fixture = new MemoryFixture(directory, embedder)) {
            IntStream.range(0, 50).forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "early fact " + i));

            embedder.load();

            assertThat(matched(fixture, "early fact 17")).isEqualTo("early fact 17");
        }
    }

    @Test
    void findsAtOnceWhatWasTooMuchToEmbedWithinTheRequest() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store(
                    ALICE,
                    "Ada",
                    "person",
                    IntStream.range(0, 100).mapToObj(i -> "fact number " + i).toArray(String[]::new));

            assertThat(matched(fixture, "fact number 99")).isEqualTo("fact number 99");
        }
    }

    private static String matched(MemoryFixture fixture, String query) {
        return fixture
                .memory
                .search(MemoryQuery.of(ALICE, query).withMode(dev.caxton.api.memory.SearchMode.SEMANTIC))
                .results()
                .stream()
                .findFirst()
                .map(SearchHit::matched)
                .orElse("");
    }

    private static List<String> models(MemoryFixture fixture) {
        return fixture.database.read(tx -> tx.query("select distinct model from embeddings", row -> row.getString(1)));
    }
}
