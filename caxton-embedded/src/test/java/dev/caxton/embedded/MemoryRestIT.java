package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.memory.TransferFormat;
import dev.caxton.api.memory.TraversalStrategy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryRestIT extends RestCase {

    @Test
    void createsAnEntityWithItsKey() {
        HttpResponse<String> response = rest.post(
                "memory/entities",
                "{\"agent_id\":\"greeter\",\"entity_name\":\"Ada\",\"entity_type\":\"person\",\"observations\":[\"a\"],"
                        + "\"memory_scope\":\"workspace\",\"metadata\":{\"k\":1}}",
                "Idempotency-Key",
                "e-1");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Rest.json(response).path("entity_id").asText()).isEqualTo(FakeMemory.ENTITY);
        assertThat(caxton.memory.keys).containsExactly("e-1");
        assertThat(caxton.memory.asked)
                .containsExactly(
                        new NewEntity("greeter", "Ada", "person", List.of("a"), MemoryScope.WORKSPACE, Map.of("k", 1)));
    }

    @Test
    void answersAnExtendedEntityWith200() {
        assertThat(rest.post("memory/entities", "{\"entity_name\":\"known\",\"entity_type\":\"t\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void storesABatchAndTellsWhatWasLeftOut() {
        HttpResponse<String> response = rest.post(
                "memory/entities/batch",
                "{\"agent_id\":\"greeter\",\"entities\":[{\"entity_name\":\"Ada\",\"entity_type\":\"person\"},"
                        + "{\"entity_name\":\"bad\",\"entity_type\":\"person\"}]}",
                "Idempotency-Key",
                "b-1");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Rest.json(response).path("failed_entities").asInt()).isEqualTo(1);
        assertThat(Rest.json(response).at("/results/1/error/code").asText()).isEqualTo("ENTITY_CONFLICT");
        assertThat(caxton.memory.keys).contains("b-1");
        assertThat(rest.post(
                                "memory/entities/batch",
                                "{\"entities\":[{\"entity_name\":\"bad\",\"entity_type\":\"t\"}]}")
                        .statusCode())
                .isEqualTo(422);
        problem(rest.post("memory/entities/batch", "{\"entities\":[]}"), 400, "INVALID_ARGUMENT");
        problem(rest.post("memory/entities/batch", "{\"entities\":[null]}"), 400, "MALFORMED_REQUEST");
        problem(rest.post("memory/entities/batch", "{\"entitys\":[]}"), 400, "INVALID_ARGUMENT");
        problem(
                rest.post(
                        "memory/entities/batch",
                        "{\"entities\":[" + "{\"entity_name\":\"a\"},".repeat(100) + "{\"entity_name\":\"a\"}]}"),
                400,
                "INVALID_ARGUMENT");
    }

    @Test
    void listsAndSearchesTheMemoryOfOneAgent() {
        HttpResponse<String> page = rest.get("agents/clerk/memory?limit=1&memory_scope=workspace");

        assertThat(page.headers().firstValue("X-Total-Count")).contains("2");
        assertThat(page.headers().firstValue("X-Next-Cursor")).contains("1");
        assertThat(Rest.json(page).at("/0/entity_name").asText()).isEqualTo("Ada");

        HttpResponse<String> found = rest.send(
                "POST",
                "agents/clerk/memory/search",
                BodyPublishers.ofString("{\"query\":\"red\",\"limit\":3,\"min_similarity\":0.2,\"mode\":\"semantic\"}"),
                "Content-Type",
                "application/json");

        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(caxton.memory.asked.getLast()).isInstanceOfSatisfying(MemoryQuery.class, query -> {
            assertThat(query.agentId()).isEqualTo("clerk");
            assertThat(query.limit()).isEqualTo(3);
            assertThat(query.minSimilarity()).isEqualTo(0.2);
            assertThat(query.mode()).isEqualTo(SearchMode.SEMANTIC);
        });
        for (String bad :
                List.of("{}", "{\"query\":\" \"}", "{\"query\":\"x\",\"limit\":0}", "{\"query\":\"x\",\"k\":1}")) {
            assertThat(rest.send(
                                    "POST",
                                    "agents/clerk/memory/search",
                                    BodyPublishers.ofString(bad),
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void readsAndChangesTheConfiguration() {
        assertThat(Rest.json(rest.get("memory/config"))
                        .at("/retention_policy/cleanup_interval")
                        .asText())
                .isEqualTo("3600s");

        HttpResponse<String> changed = rest.send(
                "PUT",
                "memory/config",
                BodyPublishers.ofString("{\"retention_policy\":{\"cleanup_interval\":\"90m\",\"max_entities\":5}}"),
                "Content-Type",
                "application/json");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Rest.json(changed).path("restart_required").asBoolean(true)).isFalse();
        assertThat(caxton.memory.asked)
                .containsExactly(MemoryConfigurationChange.of(
                        new MemoryConfigurationChange.RetentionChange(5L, null, Duration.ofMinutes(90), null)));
        for (String bad : List.of(
                "{\"retention\":{}}",
                "{\"retention_policy\":{\"max_entities\":\"many\"}}",
                "{\"retention_policy\":{\"cleanup_interval\":\"often\"}}",
                "{\"retention_policy\":{\"cleanup_interval\":true}}",
                "{\"retention_policy\":{\"retention\":\"2 years\"}}",
                "{\"retention_policy\":{\"min_confidence\":\"low\"}}",
                "[]")) {
            HttpResponse<String> refused =
                    rest.send("PUT", "memory/config", BodyPublishers.ofString(bad), "Content-Type", "application/json");
            assertThat(refused.statusCode()).as(bad + refused.body()).isEqualTo(400);
        }
    }

    @Test
    void healthTellsTheDocumentedChecks() {
        HttpResponse<String> response = rest.get("memory/health");

        assertThat(Rest.json(response).path("checks"))
                .extracting(check -> check.path("name").asText())
                .containsExactly(
                        "database_connectivity", "embedding_model_loaded", "index_integrity", "orphaned_relations");
        assertThat(Rest.json(response).has("last_check")).isTrue();
        assertThat(Rest.json(response).has("next_check")).isTrue();
    }

    @Test
    void namesEveryMemberThatIsMissing() {
        HttpResponse<String> response = rest.post("memory/relations", "{\"from_entity\":\"a\"}");

        assertThat(problem(response, 400, "INVALID_ARGUMENT").path("errors"))
                .extracting(error -> error.path("location").asText())
                .containsExactly("/to_entity", "/relation_type");
    }

    @Test
    void readsExtendsAndDeletesAnEntity() {
        String path = "memory/entities/" + FakeMemory.ENTITY;

        assertThat(Rest.json(rest.get(path)).path("entity_name").asText()).isEqualTo("Ada");
        assertThat(rest.post(path + "/observations", "{\"observations\":[\"b\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(caxton.memory.asked).contains(NewObservations.of(FakeMemory.ENTITY, List.of("b")));
        assertThat(rest.send("DELETE", path, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        problem(rest.get("memory/entities/ent_x"), 404, "ENTITY_NOT_FOUND");
        problem(rest.post(path + "/observations", "{\"observations\":[]}"), 400, "INVALID_ARGUMENT");
        problem(rest.post(path + "/observations", "{\"observations\":[null]}"), 400, "INVALID_ARGUMENT");
        problem(rest.post(path + "/observations", "{}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void relatesEntities() {
        HttpResponse<String> response = rest.post(
                "memory/relations", "{\"from_entity\":\"a\",\"to_entity\":\"b\",\"relation_type\":\"knows\"}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Rest.json(response).path("relation_id").asText()).isEqualTo("rel_1");
    }

    @Test
    void searchesWithEveryParameter() {
        HttpResponse<String> response =
                rest.get("memory/search?agent_id=greeter&query=who%20is%20Ada&memory_scope=agent-only"
                        + "&entity_types=person,place&limit=3&min_similarity=0.5&include_relations=true");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(caxton.memory.asked)
                .containsExactly(new MemoryQuery(
                        "greeter", "who is Ada", MemoryScope.AGENT, Set.of("person", "place"), 3, 0.5, true));
    }

    @Test
    void searchesWithModeFiltersAndTimes() {
        rest.get("memory/search?query=x&mode=keyword&semantic_weight=0.4&authors=a,b&min_confidence=0.5&expand_depth=1"
                + "&start_date=2023-05-01&end_date=2023-05-31&as_of=2024-01-01T00:00:00Z");
        rest.get("memory/search?query=x&temporal_filter=all");
        rest.get("memory/search?query=x&valid_at=2023-05-08T14:00:00%2B02:00");

        assertThat(caxton.memory.asked)
                .containsExactly(
                        new MemoryQuery(
                                null,
                                "x",
                                null,
                                Set.of(),
                                10,
                                null,
                                false,
                                SearchMode.KEYWORD,
                                0.4,
                                TimeView.between(
                                                Instant.parse("2023-05-01T00:00:00Z"),
                                                Instant.parse("2023-05-31T23:59:59.999Z"))
                                        .asOf(Instant.parse("2024-01-01T00:00:00Z")),
                                Set.of("a", "b"),
                                0.5,
                                1),
                        MemoryQuery.of(null, "x").withTime(TimeView.all()),
                        MemoryQuery.of(null, "x").withTime(TimeView.at(Instant.parse("2023-05-08T12:00:00Z"))));
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        problem(rest.get("memory/search?query=x&valid_at=yesterday"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&start_date=2023-02-30"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&start_date=2023-02-03&end_date=2023-02-01"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&temporal_filter=all&end_date=2023-02-01"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&temporal_filter=recent"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&valid_at=2023-02-01&end_date=2023-02-01"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&mode=psychic"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&expand_depth=3"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void readsAndChangesWhatIsRemembered() {
        String entity = "memory/entities/" + FakeMemory.ENTITY;

        assertThat(rest.get(entity + "?agent_id=greeter&as_of=2024-01-01").statusCode())
                .isEqualTo(200);
        assertThat(Rest.json(rest.get(entity + "/history")).path("entity_name").asText())
                .isEqualTo("Ada");
        assertThat(rest.send(
                                "PATCH",
                                entity,
                                BodyPublishers.ofString("{\"metadata\":{\"a\":1},\"version\":3}"),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Rest.json(rest.send(
                                "PATCH",
                                "memory/observations/obs_1",
                                BodyPublishers.ofString(
                                        "{\"content\":\"new\",\"valid_from\":\"2023-05-08T00:00:00Z\"}"),
                                "Content-Type",
                                "application/json"))
                        .path("replaces")
                        .asText())
                .isEqualTo("obs_1");
        assertThat(rest.send("DELETE", "memory/observations/obs_1", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        assertThat(rest.send(
                                "PATCH",
                                "memory/relations/rel_1",
                                BodyPublishers.ofString("{\"strength\":1}"),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rest.send("DELETE", "memory/relations/rel_1", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        assertThat(caxton.memory.asked)
                .contains(
                        new EntityQuery(
                                "greeter",
                                FakeMemory.ENTITY,
                                TimeView.all().asOf(Instant.parse("2024-01-01T23:59:59.999Z"))),
                        new EntityUpdate(null, FakeMemory.ENTITY, Map.of("a", 1), null, null, 3L),
                        new ObservationUpdate(null, "obs_1", "new", null, Instant.parse("2023-05-08T00:00:00Z"), null),
                        new RelationUpdate(null, "rel_1", 1.0, null, null, null, null));
    }

    @Test
    void forgetsOnlyWithConfirmation() {
        problem(rest.post("memory/forget", "{\"id\":\"ent_1\"}"), 400, "INVALID_ARGUMENT");
        problem(rest.post("memory/forget", "{\"confirm\":true}"), 400, "INVALID_ARGUMENT");

        HttpResponse<String> response = rest.post("memory/forget", "{\"id\":\"ent_1\",\"confirm\":true}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Rest.json(response).path("verified").asBoolean()).isTrue();
    }

    @Test
    void searchesWithDefaults() {
        rest.get("memory/search?query=x");

        assertThat(caxton.memory.asked).containsExactly(new MemoryQuery(null, "x", null, Set.of(), 10, null, false));
    }

    @Test
    void refusesSearchesThatSayNothingOrTooMuch() {
        problem(rest.get("memory/search"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=%20"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&limit=101"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&limit=1&limit=2"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&min_similarity=NaN"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&include_relations=yes"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/search?query=x&memory_scope=mine"), 400, "INVALID_ARGUMENT");
        assertThat(problem(rest.get("memory/search?query=x&memory_scop=agent"), 400, "INVALID_ARGUMENT")
                        .path("hint")
                        .asText())
                .isEqualTo("did you mean 'memory_scope'?");
    }

    @Test
    void walksTheGraph() {
        rest.get("memory/graph/Ada%20Lovelace?agent_id=greeter&max_depth=2&relation_types=knows&min_strength=0.1"
                + "&include_observations=false");

        assertThat(caxton.memory.asked)
                .containsExactly(new GraphQuery("greeter", "Ada Lovelace", null, 2, Set.of("knows"), 0.1, false));
    }

    @Test
    void walksTheGraphAsItIsTold() {
        rest.get("memory/graph/Ada?direction=outgoing&traversal_strategy=depth_first&max_nodes=7"
                + "&valid_at=2025-01-31T12:00:00Z");
        rest.get("memory/graph/Ada/summary?max_depth=1&relation_types=knows,likes");
        rest.get("memory/path?from=Ada&to=Bob&max_length=4&direction=incoming");

        assertThat(caxton.memory.asked)
                .containsExactly(
                        new GraphQuery(
                                null,
                                "Ada",
                                null,
                                3,
                                new RelationLimits(
                                        Set.of(), RelationDirection.OUTGOING, 0, Instant.parse("2025-01-31T12:00:00Z")),
                                true,
                                TraversalStrategy.DEPTH_FIRST,
                                7),
                        new GraphQuery(null, "Ada", null, 1, Set.of("knows", "likes"), 0, false),
                        new PathQuery(
                                null,
                                "Ada",
                                "Bob",
                                null,
                                4,
                                new RelationLimits(Set.of(), RelationDirection.INCOMING, 0, null)));
        problem(rest.get("memory/graph/Ada?direction=sideways"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/graph/Ada?valid_at=yesterday"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/graph/Ada?max_nodes=0"), 400, "INVALID_ARGUMENT");
        problem(rest.get("memory/path?from=Ada"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void exportsInEveryFormat() {
        HttpResponse<String> json = rest.get("memory/export?agent_id=greeter&include_embeddings=true");
        HttpResponse<String> lines = rest.get("memory/export?format=server-memory");

        assertThat(json.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(caxton.memory.asked)
                .containsExactly(
                        new ExportQuery("greeter", null, TransferFormat.JSON, true, true, null),
                        new ExportQuery(null, null, TransferFormat.SERVER_MEMORY, false, true, null));
        problem(rest.get("memory/export?agent_id=nobody"), 404, "AGENT_NOT_FOUND");
        problem(rest.get("memory/export?format=xml"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void importsAFileOrADocument() {
        HttpResponse<String> file = rest.send(
                "POST",
                "memory/import?skip_corrupted=true&merge_strategy=skip_existing&import_id=x1",
                BodyPublishers.ofString("line"),
                "Content-Type",
                "application/x-ndjson");
        HttpResponse<String> document = rest.send(
                "POST",
                "memory/import",
                BodyPublishers.ofString(
                        "{\"agent_id\":\"greeter\",\"memory_scope\":\"agent\",\"data\":{\"entities\":[]}}"),
                "Content-Type",
                "application/json");

        assertThat(file.statusCode()).isEqualTo(201);
        assertThat(document.statusCode()).isEqualTo(422);
        assertThat(Rest.json(document).path("complete").asBoolean(true)).isFalse();
        assertThat(caxton.memory.asked)
                .containsExactly(
                        new ImportRequest(null, null, MergeStrategy.SKIP_EXISTING, true, false, "x1"),
                        "line",
                        new ImportRequest(
                                "greeter", MemoryScope.AGENT, MergeStrategy.UPDATE_EXISTING, false, false, null),
                        "{\"entities\":[]}");
    }

    @Test
    void clearsOnlyWithConfirmation() {
        problem(rest.send("DELETE", "memory/greeter", BodyPublishers.noBody()), 400, "INVALID_ARGUMENT");
        problem(rest.send("DELETE", "memory/nobody?confirm=true", BodyPublishers.noBody()), 404, "AGENT_NOT_FOUND");

        HttpResponse<String> response = rest.send("DELETE", "memory/greeter?confirm=true", BodyPublishers.noBody());
        assertThat(Rest.json(response).path("entities_deleted").asInt()).isEqualTo(3);
    }

    @Test
    void tellsStatsStatusAndHealth() {
        assertThat(Rest.json(rest.get("memory/stats"))
                        .path("global_stats")
                        .path("total_entities")
                        .asInt())
                .isEqualTo(1);
        assertThat(Rest.json(rest.get("memory/status")).path("model_state").asText())
                .isEqualTo("loaded");
        assertThat(Rest.json(rest.get("memory/health")).path("status").asText()).isEqualTo("healthy");

        caxton.memory.sqliteStatus = "malformed page 3";
        HttpResponse<String> sick = rest.get("memory/health");
        assertThat(sick.statusCode()).isEqualTo(503);
        assertThat(Rest.json(sick).path("checks").get(0).path("status").asText())
                .isEqualTo("malformed page 3");
    }
}
