package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.await;
import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Search by meaning, and what agents do with it. */
interface MemorySearchContract extends CaxtonFixture {

    @Test
    default void searchFindsByMeaningTheNearestFirst() {
        deploy("meaning");
        remember("contract-meaning", "Ada", "person", "drinks espresso every morning");
        remember("contract-meaning", "Quarterly report", "document", "revenue grew by four percent");
        remember("contract-meaning", "Elbe", "river", "flows into the North Sea at Cuxhaven");

        SearchResult result = search("contract-meaning", "who likes coffee?");

        assertThat(result.query()).isEqualTo("who likes coffee?");
        assertThat(result.totalResults()).isEqualTo(result.results().size());
        SearchHit first = result.results().getFirst();
        assertThat(first.entityName()).isEqualTo("Ada");
        assertThat(first.matched()).isEqualTo("drinks espresso every morning");
        assertThat(first.observations()).containsExactly("drinks espresso every morning");
        assertThat(first.relations()).isNull();
        assertThat(result.results())
                .extracting(SearchHit::similarityScore)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    default void whatWasStoredIsFoundAtOnce() {
        deploy("at-once");

        StoredEntity stored = remember("contract-at-once", "Ada", "person", "drinks espresso every morning");

        assertThat(stored.embeddingGenerated()).isTrue();
        assertThat(search("contract-at-once", "espresso").results())
                .extracting(SearchHit::entityId)
                .contains(stored.entityId());
    }

    @Test
    default void deletedEntityIsNotFoundAnyMore() {
        deploy("forgotten");
        StoredEntity stored = remember("contract-forgotten", "Ada", "person", "drinks espresso every morning");

        caxton().memory().deleteEntity(stored.entityId());

        assertThat(search("contract-forgotten", "espresso").results())
                .extracting(SearchHit::entityId)
                .doesNotContain(stored.entityId());
    }

    @Test
    default void searchKeepsToItsLimits() {
        deploy("limits");
        remember("contract-limits", "Ada", "person", "drinks espresso");
        remember("contract-limits", "Bob", "person", "drinks tea");
        remember("contract-limits", "Espresso", "beverage", "is a kind of coffee");

        MemoryQuery one = new MemoryQuery("contract-limits", "espresso", MemoryScope.AGENT, Set.of(), 1, null, false);
        MemoryQuery beverages =
                new MemoryQuery("contract-limits", "espresso", MemoryScope.AGENT, Set.of("beverage"), 10, null, false);
        MemoryQuery impossible =
                new MemoryQuery("contract-limits", "the tides of Saturn", MemoryScope.AGENT, Set.of(), 10, 0.99, false);

        assertThat(caxton().memory().search(one).results()).hasSize(1);
        assertThat(caxton().memory().search(beverages).results())
                .extracting(SearchHit::entityName)
                .containsExactly("Espresso");
        assertThat(caxton().memory().search(impossible).results()).isEmpty();
    }

    @Test
    default void relationsComeWithHitsWhenAskedFor() {
        deploy("with-relations");
        StoredEntity ada = remember("contract-with-relations", "Ada", "person", "drinks espresso");
        remember("contract-with-relations", "Bob", "person", "drinks tea");
        caxton().memory()
                .createRelation(
                        new NewRelation("contract-with-relations", "Ada", "Bob", "knows", null, null, null, Map.of()));

        SearchResult result = caxton().memory()
                .search(new MemoryQuery("contract-with-relations", "espresso", null, Set.of(), 10, null, true));

        assertThat(result.results())
                .filteredOn(hit -> hit.entityId().equals(ada.entityId()))
                .singleElement()
                .satisfies(hit -> assertThat(hit.relations()).hasSize(1));
    }

    @Test
    default void agentSeesItsOwnAndWiderScopesAndNotAnotherAgents() {
        deploy("scope-a");
        deploy("scope-b");
        remember("contract-scope-a", "Private", "note", "the vault code is kept by the gardener");
        StoredEntity shared = caxton().memory()
                .createEntity(new NewEntity(
                        "contract-scope-a",
                        "Shared by the contract",
                        "note",
                        List.of("the vault stands in the cellar"),
                        MemoryScope.WORKSPACE,
                        Map.of()));
        try {
            List<String> seenByA = names(search("contract-scope-a", "where is the vault?"));
            List<String> seenByB = names(search("contract-scope-b", "where is the vault?"));

            assertThat(seenByA).contains("Private", "Shared by the contract");
            assertThat(seenByB).contains("Shared by the contract").doesNotContain("Private");
        } finally {
            caxton().memory().deleteEntity(shared.entityId());
        }
    }

    @Test
    default void blankSearchIsRefused() {
        deploy("blank-search");

        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> search("contract-blank-search", "  "));
        refused(NotFoundException.class, ProblemType.AGENT_NOT_FOUND, () -> search("contract-nobody", "anything"));
    }

    @Test
    default void agentAnswersFromWhatItRemembersAndSaysSo() {
        deployText("""
            ---
            name: contract-recall
            version: "1.0.0"
            capabilities: [answering]
            memory_enabled: true
            system_prompt: You answer questions from memory.
            ---
            """);
        StoredEntity harbour = remember(
                "contract-recall", "Cuxhaven harbour", "place", "The ferry to Heligoland leaves Cuxhaven at 10:30.");
        await(() -> !search("contract-recall", "ferry to Heligoland").results().isEmpty());

        AgentReply reply = caxton().messages()
                .ask(ref("contract-recall"), AgentRequest.of("When does the ferry to Heligoland leave?"));

        assertThat(reply.reply().content()).contains("10:30");
        assertThat(reply.memoryUsed())
                .extracting(AgentReply.MemoryUse::entityId)
                .contains(harbour.entityId());
    }

    private StoredEntity remember(String agent, String name, String type, String observation) {
        return caxton().memory().createEntity(new NewEntity(agent, name, type, List.of(observation), null, Map.of()));
    }

    private SearchResult search(String agent, String text) {
        return caxton().memory().search(MemoryQuery.of(agent, text));
    }

    private static List<String> names(SearchResult result) {
        return result.results().stream().map(SearchHit::entityName).toList();
    }
}
