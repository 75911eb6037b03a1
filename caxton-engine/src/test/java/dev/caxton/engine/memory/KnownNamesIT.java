package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.embedding.Embedder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownNamesIT {

    @TempDir
    Path directory;

    private static boolean mayHave(MemoryFixture fixture, String name) {
        return fixture.index.names().mayHave(MemoryScope.AGENT, "id-alice", name);
    }

    @Test
    void knowsNamesOfTheFileAndThoseThatCome() throws Exception {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store(MemoryFixture.ALICE, "Rosa", "customer");
        }

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            MemoryFixture.await(() -> !mayHave(fixture, "nobody"));
            assertThat(mayHave(fixture, "Rosa")).isTrue();
            assertThat(fixture.index.names().mayHave(MemoryScope.AGENT, "id-bob", "Rosa"))
                    .isFalse();

            fixture.store(MemoryFixture.ALICE, "Luz", "customer");
            assertThat(mayHave(fixture, "Luz")).isTrue();
        }
    }

    @Test
    void takesFewNamesForKnownThatAreNot() throws Exception {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            MemoryFixture.await(() -> !mayHave(fixture, "nobody"));
            IntStream.range(0, 500).forEach(i -> fixture.store(MemoryFixture.ALICE, "name " + i, "thing"));

            assertThat(IntStream.range(0, 500).filter(i -> mayHave(fixture, "name " + i)))
                    .hasSize(500);
            assertThat(IntStream.range(0, 10_000)
                            .filter(i -> mayHave(fixture, "other " + i))
                            .count())
                    .isLessThan(100);
        }
    }

    @Test
    void anEntityWhoseNameWasOverlookedIsExtendedAllTheSame() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            Clock clock = Clock.systemUTC();
            IdGenerator ids = new TimeOrderedIds(clock);
            Embedder embedder = WordEmbedder.loaded();
            KnownNames stale = new KnownNames();
            stale.load(fixture.database, Runnable::run);
            EntityWriter writer = new EntityWriter(
                    fixture.database,
                    stale,
                    embedder,
                    ids,
                    clock,
                    new VectorBackfill(fixture.database, embedder, ids, clock, Runnable::run));
            StoredEntity first = fixture.store(MemoryFixture.ALICE, "Rosa", "customer", "likes tea");
            assertThat(stale.mayHave(MemoryScope.AGENT, "id-alice", "Rosa")).isFalse();

            // As if it had been created a moment ago: prepared as new, decided by the writer.
            StoredEntity second = writer.create(
                    MemoryFixture.entity(MemoryFixture.ALICE, "Rosa", "customer", "likes tea", "likes rain"),
                    new Owners.Owner(MemoryScope.AGENT, "id-alice", MemoryFixture.ALICE),
                    Provenance.once());

            assertThat(second.entityId()).isEqualTo(first.entityId());
            assertThat(second.created()).isFalse();
            assertThat(second.observationCount()).isEqualTo(2);
            assertThat(fixture.count("embeddings")).isEqualTo(3);
        }
    }
}
