package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.memory.embedding.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is embedded for nobody in particular does not pass through what callers use. */
class BulkEmbeddingIT {

    @TempDir
    Path directory;

    /** Tells who asked for a text. */
    private record Watched(WordEmbedder words, List<String> asked, List<String> inBulk) implements Embedder {

        @Override
        public ModelState state() {
            return words.state();
        }

        @Override
        public String model() {
            return words.model();
        }

        @Override
        public int dimensions() {
            return words.dimensions();
        }

        @Override
        public CompletableFuture<ModelState> ready() {
            return words.ready();
        }

        @Override
        public float[] embed(String text) {
            asked.add(text);
            return words.embed(text);
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            asked.addAll(texts);
            return words.embedAll(texts);
        }

        @Override
        public List<float[]> embedInBulk(List<String> texts) {
            inBulk.addAll(texts);
            return words.embedAll(texts);
        }
    }

    @Test
    void embedsAfterwardsInBulk() throws Exception {
        Watched watched =
                new Watched(WordEmbedder.starting(), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        try (MemoryFixture fixture = new MemoryFixture(directory, watched)) {
            fixture.store("alice", "Ada", "person", "writes programs");

            watched.words().load();

            MemoryFixture.await(() -> fixture.count("embeddings") == 2);
            fixture.store("alice", "Ada", "person", "likes tea");
            assertThat(watched.inBulk()).contains("writes programs");
            assertThat(watched.asked()).containsExactly("likes tea");
        }
    }
}
