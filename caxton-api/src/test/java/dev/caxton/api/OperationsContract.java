package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.tool.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tools, health, configuration and events. {@code shutdown} is left to those who own the server. */
interface OperationsContract extends CaxtonFixture {

    /** A secret that the subclass put into the configuration, so that its absence can be shown; null for none. */
    default String plantedSecret() {
        return "a secret that nobody planted";
    }

    @Test
    default void documentedToolsAreListedByNameWithTheirArguments() {
        List<ToolDescriptor> tools = caxton().tools().list();

        assertThat(tools).extracting(ToolDescriptor::name).isSorted().contains("csv_parser", "http_client");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.inputSchema()).containsEntry("type", "object");
            assertThat(tool.source()).isNotBlank();
        });
    }

    @Test
    default void serverIsHealthyAndCountsItsAgents() {
        deploy("health");

        Health health = caxton().ops().health();

        assertThat(health.status()).isEqualTo(ServerState.HEALTHY);
        assertThat(health.memoryBackend()).isEqualTo("embedded");
        assertThat(health.agents())
                .isEqualTo(caxton().agents().list(AgentFilter.ALL).size());
        assertThat(health.agentsCount()).isEqualTo(health.agents());
        assertThat(health.version()).isNotBlank();
        assertThat(health.uptimeSeconds()).isNotNegative();
    }

    @Test
    default void everyPartTellsItsHealth() {
        deploy("parts");

        DetailedHealth detailed = caxton().ops().detailedHealth();
        MemoryHealth memory = caxton().ops().memoryHealth();
        AgentsHealth agents = caxton().ops().agentsHealth();

        assertThat(detailed.status()).isEqualTo(ServerState.HEALTHY);
        assertThat(detailed.reasons()).isEmpty();
        assertThat(detailed.components().sqliteDb()).isEqualTo("ok");
        assertThat(detailed.components().embeddingModel()).isEqualTo(ModelState.LOADED);
        assertThat(memory.status()).isEqualTo(ServerState.HEALTHY);
        assertThat(memory.sqliteStatus()).isEqualTo("ok");
        assertThat(agents.configAgents()).isPositive();
        assertThat(detailed.components().agents().config()).isEqualTo(agents.configAgents());
        assertThat(caxton().ops().resourceHealth().memoryMb()).isPositive();
        assertThat(caxton().ops().resourceHealth().diskGb()).isPositive();
    }

    @Test
    default void whoeverWaitsIsToldWhenEverythingIsUp() {
        ServerState state = caxton().ops().awaitReady(Duration.ofMinutes(2));

        assertThat(state.serves()).isTrue();
        assertThat(caxton().ops().memoryHealth().embeddingModel()).isNotEqualTo(ModelState.STARTING);
        assertThat(caxton().ops().awaitReady(Duration.ZERO)).isEqualTo(state);
    }

    @Test
    default void configurationSaysWhereEachValueComesFromAndShowsNoSecret() {
        ConfigReport config = caxton().ops().config();

        assertThat(config.entries()).extracting(ConfigReport.Entry::key).contains("server.port", "server.data_dir");
        assertThat(config.entries()).allSatisfy(entry -> {
            assertThat(entry.source()).isNotBlank();
            assertThat(entry.value()).doesNotContain(plantedSecret());
        });
    }

    @Test
    default void versionNamesWhatIsRunning() {
        assertThat(caxton().ops().version().version())
                .isEqualTo(caxton().ops().health().version());
        assertThat(caxton().ops().version().java()).isNotBlank();
        assertThat(caxton().ops().version().sqlite()).matches("3\\.\\d+\\.\\d+.*");
    }

    @Test
    default void metricsAreInPrometheusText() {
        assertThat(caxton().ops().metrics()).contains("# TYPE").contains("caxton_");
    }

    @Test
    default void eventsTellWhatHappensUntilClosed() {
        List<PlatformEvent> told = new CopyOnWriteArrayList<>();
        try (Subscription subscription = caxton().ops().events(told::add)) {
            assertThat(subscription).isNotNull();
            deploy("event");
            await(() -> told.stream().anyMatch(event -> started(event, "contract-event")));
        }
        int toldUntilClosed = told.size();

        deploy("unheard");

        assertThat(told).extracting(PlatformEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(told).hasSize(toldUntilClosed);
    }

    @Test
    default void closingASubscriptionTwiceIsHarmless() {
        Subscription subscription = caxton().ops().events(event -> {});

        subscription.close();
        subscription.close();
    }

    @Test
    default void changesOfTheMemoryAreToldByIdAndWithoutTexts() {
        String agent = deploy("remembering").id().toString();
        List<PlatformEvent> told = new CopyOnWriteArrayList<>();
        List<PlatformEvent> deletions = new CopyOnWriteArrayList<>();
        Memory memory = caxton().memory();
        Set<String> ids;
        try (Subscription all = caxton().ops().events(told::add);
                Subscription some = caxton().ops().events(Set.of(EventType.ENTITY_DELETED), deletions::add)) {
            assertThat(all).isNotNull();
            assertThat(some).isNotNull();
            StoredEntity ada = memory.createEntity(person("Ada Zanzibar", "keeps the quixotic ledger"));
            StoredEntity bob = memory.createEntity(person("Bob Zanzibar", "is known", "to be quixotic"));
            memory.addObservations(ada.entityId(), List.of("is a quixotic walker"));
            Observation first = memory.entity(ada.entityId()).observations().getFirst();
            memory.updateObservation(new ObservationUpdate(
                    "contract-remembering", first.observationId(), "quixotic no more", null, null, null));
            memory.updateEntity(new EntityUpdate(
                    "contract-remembering", ada.entityId(), Map.of("mood", "quixotic"), null, null, null));
            Relation relation = memory.createRelation(new NewRelation(
                    "contract-remembering",
                    "Ada Zanzibar",
                    "Bob Zanzibar",
                    "knows_zanzibar",
                    null,
                    null,
                    null,
                    Map.of()));
            memory.retractRelation("contract-remembering", relation.relationId());
            memory.forget("contract-remembering", first.observationId());
            memory.deleteEntity(bob.entityId());
            memory.clear(AgentRef.of("contract-remembering"), null, Set.of());
            ids = Set.of(ada.entityId(), bob.entityId());
            await(() -> told.stream().anyMatch(event -> event.type().equals("memory_cleared")));
            await(() -> !deletions.isEmpty());
        }

        List<PlatformEvent> ours = told.stream()
                .filter(event -> Objects.equals(event.data().get("agent_id"), agent))
                .toList();
        assertThat(ours)
                .extracting(PlatformEvent::type)
                .containsExactly(
                        "entity_created",
                        "observation_added",
                        "entity_created",
                        "observation_added",
                        "observation_added",
                        "observation_retracted",
                        "observation_added",
                        "entity_updated",
                        "relation_created",
                        "relation_deleted",
                        "memory_forgotten",
                        "entity_deleted",
                        "memory_cleared");
        assertThat(ours)
                .allSatisfy(event -> assertThat(event.data()).containsEntry("memory_scope", "agent"))
                .allSatisfy(event -> assertThat(event.data().toString().toLowerCase(Locale.ROOT))
                        .doesNotContain("quixotic", "zanzibar"));
        assertThat(ours)
                .filteredOn(event -> event.type().startsWith("entity"))
                .allSatisfy(event ->
                        assertThat(ids).contains(String.valueOf(event.data().get("entity_id"))));
        assertThat(ours.get(3).data()).containsEntry("observation_count", 2);
        assertThat(deletions).extracting(PlatformEvent::type).containsOnly("entity_deleted");
    }

    private static NewEntity person(String name, String... observations) {
        return new NewEntity("contract-remembering", name, "person", List.of(observations), null, Map.of());
    }

    private static boolean started(PlatformEvent event, String slug) {
        return event.type().equals("agent_started")
                && Objects.equals(event.data().get("agent"), slug);
    }
}
