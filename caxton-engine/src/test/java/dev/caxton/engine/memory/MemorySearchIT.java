package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with the real model. */
class MemorySearchIT {

    private static final Path RUNTIME = Path.of("target", "embedding-runtime");

    @Test
    void findsByMeaningAfterARestart(@TempDir Path directory) {
        try (OnnxEmbeddingModel model = OnnxEmbeddingModel.start(RUNTIME, 100, Runnable::run)) {
            try (MemoryFixture fixture = new MemoryFixture(directory, model)) {
                fixture.store(ALICE, "Rosa", "customer", "prefers to be called in the evening", "lives in Lisbon");
                fixture.store(ALICE, "billing service", "software_project", "crashes when the currency is missing");
                fixture.store(ALICE, "password policy", "rule", "login credentials expire after ninety days");
            }
            try (MemoryFixture fixture = new MemoryFixture(directory, model)) {
                assertThat(best(fixture, "at what time of day should I phone her?"))
                        .isEqualTo("prefers to be called in the evening");
                assertThat(best(fixture, "bug with money")).isEqualTo("crashes when the currency is missing");
                assertThat(best(fixture, "how long is a login valid?"))
                        .isEqualTo("login credentials expire after ninety days");
                assertThat(best(fixture, "city in Portugal")).isEqualTo("lives in Lisbon");
            }
        }
    }

    private static String best(MemoryFixture fixture, String query) {
        SearchHit hit =
                fixture.memory.search(MemoryQuery.of(ALICE, query)).results().getFirst();
        return hit.matched();
    }
}
