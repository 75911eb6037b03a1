package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.memory.embedding.Embedder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLifeIT {

    @TempDir
    Path directory;

    @Test
    void keepsEverythingAcrossARestart() {
        Entity before;
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            IntStream.range(0, 600).forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "fact number " + i));
            fixture.memory.createRelation(relation(ALICE, "thing 1", "next", "thing 2"));
            before = fixture.memory.entity(
                    fixture.store(ALICE, "thing 1", "thing").entityId());
        }

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            assertThat(fixture.memory.entity(before.entityId())).isEqualTo(before);
            assertThat(fixture.memory
                            .search(MemoryQuery.of(ALICE, "fact number 577"))
                            .results()
                            .getFirst()
                            .entityName())
                    .isEqualTo("thing 577");
            assertThat(fixture.index.vectors().size()).isEqualTo(1_200);
            assertThat(fixture.memory
                            .graph(new GraphQuery(ALICE, "thing 1", null, 1, Set.of(), 0, true))
                            .graph()
                            .edges())
                    .hasSize(1);
        }
    }

    @Test
    void embedsLaterWhatWasWrittenBeforeTheModelWasLoaded() throws InterruptedException {
        WordEmbedder embedder = WordEmbedder.starting();
        try (MemoryFixture fixture = new MemoryFixture(directory, embedder)) {
            StoredEntity early = fixture.store(ALICE, "Ada", "person", "met Babbage", "wrote notes");
            assertThat(early.embeddingGenerated()).isFalse();
            assertThat(fixture.memory.status().vectorsMissing()).isEqualTo(3);
            MemoryQuery byMeaning = MemoryQuery.of(ALICE, "notes").withMode(SearchMode.SEMANTIC);
            assertThat(catchThrowableOfType(CaxtonException.class, () -> fixture.memory.search(byMeaning))
                            .type())
                    .isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE);
            SearchResult byWords = fixture.memory.search(MemoryQuery.of(ALICE, "notes"));
            assertThat(byWords.mode()).isEqualTo(SearchMode.KEYWORD);
            assertThat(byWords.results().getFirst().matched()).isEqualTo("wrote notes");

            embedder.load();

            await(() -> fixture.memory.status().vectorsMissing() == 0);
            // The count is read from the file, and the index follows each commit an instant later.
            await(() -> fixture.memory.search(MemoryQuery.of(ALICE, "wrote notes")).results().stream()
                    .anyMatch(hit -> "wrote notes".equals(hit.matched())));
            assertThat(fixture.store(ALICE, "Bert", "person", "late").embeddingGenerated())
                    .isTrue();
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }

    @Test
    void embedsInTheBackgroundWhatIsTooMuchAtOnce() throws InterruptedException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            List<String> many =
                    IntStream.range(0, 200).mapToObj(i -> "fact number " + i).toList();

            StoredEntity stored =
                    fixture.memory.createEntity(new NewEntity(ALICE, "Ada", "person", many, null, Map.of()));

            assertThat(stored.observationCount()).isEqualTo(200);
            assertThat(stored.embeddingGenerated()).isFalse();
            await(() -> fixture.memory.status().vectorsMissing() == 0);
            await(() -> "fact number 199"
                    .equals(fixture.memory
                            .search(MemoryQuery.of(ALICE, "fact number 199"))
                            .results()
                            .getFirst()
                            .matched()));
        }
    }

    @Test
    void worksWithoutAModelExceptForSearchesByMeaning() {
        try (MemoryFixture fixture = new MemoryFixture(directory, Embedder.none())) {
            StoredEntity stored = fixture.store(ALICE, "Ada", "person", "met Babbage");
            fixture.memory.createRelation(relation(ALICE, "Ada", "is", "Ada"));

            assertThat(stored.embeddingGenerated()).isFalse();
            assertThat(fixture.memory.entity(stored.entityId()).observations()).hasSize(1);
            MemoryQuery byMeaning = MemoryQuery.of(ALICE, "notes").withMode(SearchMode.SEMANTIC);
            assertThat(catchThrowableOfType(CaxtonException.class, () -> fixture.memory.search(byMeaning))
                            .hint())
                    .contains("memory.embedding_model");
            assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, "Babbage"))))
                    .containsExactly("Ada");
        }
    }

    @Test
    void leavesADamagedVectorOutAndFindsTheRest() throws SQLException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            IntStream.range(0, 10).forEach(i -> fixture.store(ALICE, "thing " + i, "thing"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("memory.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update embeddings set vector = zeroblob(length(vector)) where rid = 4");
        }

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            SearchResult byMeaning =
                    fixture.memory.search(MemoryQuery.of(ALICE, "thing 7").withMode(SearchMode.SEMANTIC));
            assertThat(names(byMeaning)).hasSize(9).startsWith("thing 7");
            assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, "thing 7"))))
                    .hasSize(10)
                    .startsWith("thing 7");
        }
    }

    @Test
    void isReadableWithTheColumnsThatScriptsName() throws SQLException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store(ALICE, "Ada", "person", "met Babbage");
            fixture.memory.createRelation(relation(ALICE, "Ada", "is", "Ada"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("memory.db"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select e.name, e.entity_type, o.content"
                        + " from entities e join observations o on o.entity_id = e.entity_id"
                        + " join relations r on r.from_entity = e.entity_id and r.to_entity = e.entity_id")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("Ada");
            assertThat(result.getString(2)).isEqualTo("person");
            assertThat(result.getString(3)).isEqualTo("met Babbage");
        }
    }

    @Test
    void servesWritersAndReadersAtOnce() throws InterruptedException, ExecutionException {
        int each = 40;
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            List<Future<?>> running = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int worker = 0; worker < 8; worker++) {
                    String agent = worker % 2 == 0 ? ALICE : BOB;
                    String mine = "worker " + worker;
                    running.add(threads.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            StoredEntity stored = fixture.store(agent, mine + " item " + i, "item", "text " + mine + i);
                            fixture.store(agent, "common", "item", mine + " adds " + i);
                            assertThat(names(fixture.memory.search(
                                            MemoryQuery.of(agent, mine + " item " + i + " item"))))
                                    .contains(mine + " item " + i);
                            if (i % 4 == 0) {
                                fixture.memory.deleteEntity(stored.entityId());
                            }
                        }
                    }));
                    running.add(threads.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            assertThat(fixture.memory
                                            .search(MemoryQuery.of(agent, "item " + i))
                                            .results())
                                    .allSatisfy(hit -> assertThat(hit.agentId()).isEqualTo("id-" + agent));
                        }
                    }));
                }
            }
            for (Future<?> future : running) {
                future.get();
            }
            assertThat(fixture.count("entities")).isEqualTo(8L * each * 3 / 4 + 2);
            assertThat(new HashSet<>(fixture.database.read(
                            tx -> tx.query("select name || scope || agent_id from entities", r -> r.getString(1)))))
                    .hasSize(8 * each * 3 / 4 + 2);
            assertThat(fixture.memory.status().vectors()).isEqualTo(fixture.count("embeddings"));
            assertThat(fixture.memory.status().vectorsMissing()).isZero();
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }
}
