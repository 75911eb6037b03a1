package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.TraversalStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares walks in memory with recursive SQL over the file, while entities and relations come and go. */
class GraphOracleIT {

    private static final List<String> TYPES = List.of("knows", "likes", "owns");
    private static final @Nullable String[] AGENTS = {null, MemoryFixture.ALICE, MemoryFixture.BOB};

    /** Entities by distance; every hop checks scope, type and strength again. */
    private static final String WALK = """
        with recursive seen(id) as (
            select entity_id from entities where scope in (%1$s) and coalesce(agent_id, '') in ('', ?)
        ), usable(a, b) as (
            select from_entity, to_entity from relations where %2$s and retracted_at is null and strength >= ?
                and relation_type in (%3$s) and from_entity in (select id from seen) and to_entity in (select id from seen)
            union
            select to_entity, from_entity from relations where %4$s and retracted_at is null and strength >= ?
                and relation_type in (%3$s) and from_entity in (select id from seen) and to_entity in (select id from seen)
        ), walk(id, depth) as (
            values (?, 0)
            union
            select b, depth + 1 from walk join usable on a = id where depth < ?
        )
        select id, min(depth) from walk group by id
        """;

    private static final String EDGES = """
        select relation_id from relations where retracted_at is null and strength >= ? and relation_type in (%s)
        and from_entity in (select value from json_each(?)) and to_entity in (select value from json_each(?))
        """;

    @TempDir
    Path directory;

    private final Map<String, List<String>> entities = new HashMap<>();

    private record Asked(
            @Nullable String agent,
            @Nullable MemoryScope only,
            Set<String> types,
            RelationDirection direction,
            double least,
            int depth) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void walksAsRecursiveSqlDoes(long seed) {
        Random random = new Random(seed);
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            for (int round = 0; round < 25; round++) {
                for (int i = 0; i < 12; i++) {
                    change(fixture, random);
                }
                for (int i = 0; i < 4; i++) {
                    compare(fixture, random);
                }
            }
        }
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            for (int i = 0; i < 20; i++) {
                compare(fixture, random);
            }
        }
    }

    private void change(MemoryFixture fixture, Random random) {
        MemoryScope scope = MemoryScope.values()[random.nextInt(3)];
        @Nullable String agent = scope == MemoryScope.AGENT ? AGENTS[1 + random.nextInt(2)] : null;
        List<String> known = entities.computeIfAbsent(scope + ":" + agent, key -> new ArrayList<>());
        int kind = random.nextInt(12);
        if (known.size() < 4 || kind == 0) {
            known.add(fixture.memory
                    .createEntity(
                            new NewEntity(agent, "thing " + random.nextLong(), "thing", List.of(), scope, Map.of()))
                    .entityId());
        } else if (kind == 1) {
            fixture.memory.deleteEntity(known.remove(random.nextInt(known.size())));
        } else {
            // A fifth of the relations meet the first entity of the scope, which makes it a hub.
            String from = known.get(random.nextInt(5) == 0 ? 0 : random.nextInt(known.size()));
            String to = known.get(random.nextInt(known.size()));
            try {
                fixture.memory.createRelation(new NewRelation(
                        agent,
                        from,
                        to,
                        TYPES.get(random.nextInt(3)),
                        random.nextInt(11) / 10.0,
                        null,
                        scope,
                        Map.of()));
            } catch (dev.caxton.api.CaxtonException e) {
                assertThat(e.type()).isEqualTo(dev.caxton.api.ProblemType.ENTITY_CONFLICT);
            }
        }
    }

    private void compare(MemoryFixture fixture, Random random) {
        @Nullable String agent = AGENTS[random.nextInt(3)];
        List<MemoryScope> scopes =
                agent == null ? List.of(MemoryScope.WORKSPACE, MemoryScope.GLOBAL) : List.of(MemoryScope.values());
        @Nullable MemoryScope only = random.nextBoolean() ? null : scopes.get(random.nextInt(scopes.size()));
        List<String> roots = scopes.stream()
                .filter(scope -> only == null || only == scope)
                .flatMap(scope ->
                        entities
                                .getOrDefault(scope + ":" + (scope == MemoryScope.AGENT ? agent : null), List.of())
                                .stream())
                .toList();
        if (roots.isEmpty()) {
            return;
        }
        Asked asked = new Asked(
                agent,
                only,
                random.nextBoolean() ? Set.of() : Set.of(TYPES.get(random.nextInt(3))),
                RelationDirection.values()[random.nextInt(3)],
                random.nextBoolean() ? 0 : random.nextInt(11) / 10.0,
                1 + random.nextInt(10));
        String root = roots.get(random.nextInt(roots.size()));
        Map<String, Integer> expected = expected(fixture, asked, scopes, root);
        RelationLimits limits = new RelationLimits(asked.types(), asked.direction(), asked.least(), null);
        for (TraversalStrategy strategy : TraversalStrategy.values()) {
            MemoryGraph graph = fixture.memory.graph(
                    new GraphQuery(agent, root, only, asked.depth(), limits, false, strategy, 10_000));
            assertThat(graph.graph().nodes().stream()
                            .collect(Collectors.toMap(MemoryGraph.Node::entityId, MemoryGraph.Node::depth)))
                    .isEqualTo(expected);
            assertThat(graph.graph().edges().stream().map(Relation::relationId))
                    .containsExactlyInAnyOrderElementsOf(edges(fixture, asked, expected.keySet()));
            assertThat(graph.traversalStats().truncated()).isFalse();
        }
        String other = roots.get(random.nextInt(roots.size()));
        MemoryPath path = fixture.memory.path(new PathQuery(agent, root, other, only, asked.depth(), limits));
        assertThat(path.found()).isEqualTo(expected.containsKey(other));
        if (path.found()) {
            assertThat(path.length()).isEqualTo(expected.get(other));
        }
    }

    private static Map<String, Integer> expected(
            MemoryFixture fixture, Asked asked, List<MemoryScope> scopes, String root) {
        String seen = scopes.stream()
                .filter(scope -> asked.only() == null || asked.only() == scope)
                .map(scope -> "'" + scope.wireName() + "'")
                .collect(Collectors.joining(", "));
        String sql = WALK.formatted(
                seen,
                asked.direction() == RelationDirection.INCOMING ? "false" : "true",
                types(asked),
                asked.direction() == RelationDirection.OUTGOING ? "false" : "true");
        Map<String, Integer> expected = new HashMap<>();
        fixture.database.read(tx -> tx.query(
                sql,
                result -> expected.put(result.getString(1), result.getInt(2)),
                asked.agent() == null ? "" : "id-" + asked.agent(),
                asked.least(),
                asked.least(),
                root,
                asked.depth()));
        return expected;
    }

    private static Set<String> edges(MemoryFixture fixture, Asked asked, Set<String> nodes) {
        String ids = nodes.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "[", "]"));
        return new HashSet<>(fixture.database.read(
                tx -> tx.query(EDGES.formatted(types(asked)), result -> result.getString(1), asked.least(), ids, ids)));
    }

    private static String types(Asked asked) {
        return (asked.types().isEmpty() ? TYPES : asked.types())
                .stream().map(type -> "'" + type + "'").collect(Collectors.joining(", "));
    }
}
