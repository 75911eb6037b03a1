package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static dev.caxton.engine.memory.MemoryFixture.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.TimeView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches by words and by both, their filters and their reasons. */
class HybridSearchIT {

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SearchResult search(String query, SearchMode mode) {
        return fixture.memory.search(MemoryQuery.of(ALICE, query).withMode(mode));
    }

    private static MemoryQuery filtered(
            String query, SearchMode mode, Set<String> types, Set<String> authors, Double minConfidence, int expand) {
        return new MemoryQuery(
                ALICE,
                query,
                null,
                types,
                10,
                null,
                false,
                mode,
                null,
                TimeView.current(),
                authors,
                minConfidence,
                expand);
    }

    @Test
    void findsWordsInAllTheirFormsWithRanksAndReasons() {
        fixture.store(ALICE, "Rosa", "person", "was running along the harbour", "likes tea");
        fixture.store(ALICE, "Bert", "person", "sleeps");

        SearchResult result = search("runs harbours", SearchMode.KEYWORD);

        assertThat(result.mode()).isEqualTo(SearchMode.KEYWORD);
        SearchHit hit = result.results().getFirst();
        assertThat(result.results()).hasSize(1);
        assertThat(hit.matched()).isEqualTo("was running along the harbour");
        assertThat(hit.similarityScore()).isNull();
        assertThat(hit.matches()).singleElement().satisfies(match -> {
            assertThat(match.keywordRank()).isEqualTo(1);
            assertThat(match.keywordScore()).isPositive();
            assertThat(match.similarity()).isNull();
        });
    }

    @Test
    void saysForEachHybridHitWhyItWasFound() {
        fixture.store(ALICE, "Rosa", "person", "Where do you want to live?", "In Lisbon.");

        SearchHit hit =
                search("where does Rosa live", SearchMode.HYBRID).results().getFirst();

        assertThat(hit.entityName()).isEqualTo("Rosa");
        assertThat(hit.matches())
                .allSatisfy(match -> assertThat(match.similarity()).isNotNull());
        assertThat(hit.matches())
                .filteredOn(match -> match.content().equals("In Lisbon."))
                .singleElement()
                .satisfies(match -> assertThat(match.signals()).contains("neighbours", "entity", "recent"));
        assertThat(hit.score()).isEqualTo(hit.matches().getFirst().score());
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void filtersByTypeAuthorAndConfidenceInEveryMode(SearchMode mode) {
        fixture.memory.createEntity(new NewEntity(
                ALICE, "sure", "fact", List.of("the vault opens at nine"), null, Map.of(), null, null, 0.9, null));
        fixture.memory.createEntity(new NewEntity(
                ALICE, "unsure", "rumour", List.of("the vault opens at ten"), null, Map.of(), null, null, 0.3, null));
        fixture.memory.createEntity(new NewEntity(
                BOB, "shared", "fact", List.of("the vault opens at noon"), MemoryScope.WORKSPACE, Map.of()));

        assertThat(names(fixture.memory.search(filtered("vault opens", mode, Set.of(), Set.of(), null, 0))))
                .containsExactlyInAnyOrder("sure", "unsure", "shared");
        assertThat(names(fixture.memory.search(filtered("vault opens", mode, Set.of("rumour"), Set.of(), null, 0))))
                .containsExactly("unsure");
        assertThat(names(fixture.memory.search(filtered("vault opens", mode, Set.of(), Set.of(BOB), null, 0))))
                .containsExactly("shared");
        assertThat(names(fixture.memory.search(filtered("vault opens", mode, Set.of(), Set.of(), 0.5, 0))))
                .containsExactlyInAnyOrder("sure", "shared");
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void findsTheOneThatPassesAFilterAmongThousandsThatDoNot(SearchMode mode) {
        IntStream.range(0, 300)
                .forEach(i -> fixture.memory.createEntity(new NewEntity(
                        ALICE,
                        "doubt " + i,
                        "fact",
                        List.of("the vault opens"),
                        null,
                        Map.of(),
                        null,
                        null,
                        0.1,
                        null)));
        fixture.store(ALICE, "certain", "fact", "somewhere in this longer sentence the old vault also opens");

        assertThat(names(fixture.memory.search(filtered("vault opens", mode, Set.of(), Set.of(), 0.9, 0))))
                .containsExactly("certain");
    }

    @Test
    void keepsScopesApartInSearchesByWords() {
        fixture.store(ALICE, "hers", "note", "the marmalade is hidden");
        fixture.store(BOB, "his", "note", "the marmalade is eaten");
        fixture.memory.createEntity(shared(MemoryScope.GLOBAL, "all", "note", "marmalade for everyone"));

        assertThat(names(search("marmalade", SearchMode.KEYWORD))).containsExactlyInAnyOrder("hers", "all");
        assertThat(names(fixture.memory.search(MemoryQuery.of(null, "marmalade").withMode(SearchMode.KEYWORD))))
                .containsExactly("all");
    }

    @Test
    void addsNeighboursAlongStrongRelationsAndTellsThePath() {
        fixture.store(ALICE, "Rosa", "person", "plays the bassoon");
        fixture.store(ALICE, "Acme", "company", "makes anvils");
        fixture.store(ALICE, "Weakly", "company", "makes feathers");
        for (String other : List.of("Acme", "Weakly")) {
            fixture.memory.createRelation(new NewRelation(
                    ALICE, "Rosa", other, "works_at", other.equals("Acme") ? 0.9 : 0.5, null, null, Map.of()));
        }

        SearchResult plain =
                fixture.memory.search(filtered("bassoon", SearchMode.KEYWORD, Set.of(), Set.of(), null, 0));
        SearchResult expanded =
                fixture.memory.search(filtered("bassoon", SearchMode.KEYWORD, Set.of(), Set.of(), null, 1));

        assertThat(names(plain)).containsExactly("Rosa");
        assertThat(names(expanded)).containsExactly("Rosa", "Acme");
        assertThat(expanded.results().get(1).path())
                .singleElement()
                .satisfies(relation -> assertThat(relation.relationType()).isEqualTo("works_at"));
        assertThat(expanded.results().get(1).score())
                .isLessThan(expanded.results().getFirst().score());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault\" OR \"1",
                "vault AND (",
                "vault*",
                "NEAR(vault opens, 3)",
                "words : vault",
                "vault'; drop table entities; --",
                "-vault",
                "^vault",
                "vault \u0000 \u0007",
                "\"vault",
                "{vault} + NOT"
            })
    void takesOperatorsQuotesAndSqlForText(String query) {
        fixture.store(ALICE, "bank", "place", "the vault opens at nine");
        for (SearchMode mode : SearchMode.values()) {
            assertThat(names(search(query, mode))).as(mode.wireName()).containsExactly("bank");
        }
        assertThat(fixture.count("entities")).isEqualTo(1);
    }

    @Test
    void findsNothingByWordsWhereAQueryHasNone() {
        fixture.store(ALICE, "bank", "place", "the vault opens at nine");

        assertThat(search("?!* (…)", SearchMode.KEYWORD).results()).isEmpty();
        assertThat(search("xyzzy ".repeat(16_000), SearchMode.KEYWORD).results())
                .isEmpty();
    }

    @Test
    void keepsFrequentWordsInStepWithWhatIsStoredAndDeleted() {
        IntStream.range(0, 700)
                .forEach(i -> fixture.store(ALICE, "thing " + i, "thing", "a common word and number" + i));
        assertThat(search("common number7", SearchMode.KEYWORD)
                        .results()
                        .getFirst()
                        .matched())
                .endsWith("number7");
        assertThat(fixture.index.words().keptWords()).contains("common");

        String late = fixture.store(ALICE, "late", "latecomer", "common common common")
                .entityId();
        assertThat(names(search("common", SearchMode.KEYWORD))).startsWith("late");
        fixture.memory.deleteEntity(late);

        assertThat(names(search("common", SearchMode.KEYWORD))).hasSize(10).doesNotContain("late");
    }
}
