package dev.caxton.engine.memory.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.engine.memory.graph.GraphChange.EntityGone;
import dev.caxton.engine.memory.graph.GraphChange.EntityThere;
import dev.caxton.engine.memory.graph.GraphChange.RelationGone;
import dev.caxton.engine.memory.graph.GraphChange.RelationThere;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjacencyTest {

    private static final List<String> OWNERS = List.of("workspace", "global", "agent alice", "agent bob");
    private static final List<String> TYPES = List.of("knows", "likes", "owns");
    private static final long NOW = 1_000;

    private final Adjacency adjacency = new Adjacency(50);
    private final Map<Long, EntityThere> entities = new LinkedHashMap<>();
    private final Map<Long, RelationThere> relations = new TreeMap<>();
    private long lastRid;

    /** The questions of one round. */
    private record Asked(
            Set<String> owners, Set<String> types, boolean outgoing, boolean incoming, double least, int depth) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void walksAsANaiveSearchDoesWhateverChanges(long seed) {
        Random random = new Random(seed);
        int people = 5 + random.nextInt(60);
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 15; i++) {
                adjacency.apply(change(random, people));
            }
            if (round % 3 == 0) {
                adjacency.rebuild();
            }
            compare(random);
        }
        assertThat(adjacency.bytes()).isPositive();
    }

    @Test
    void followsWhatWasLoadedAndWhatCameAfterInTheOrderOfRows() {
        Loader loader = adjacency.loader();
        for (long rid = 1; rid <= 3; rid++) {
            loader.add(new EntityThere(rid, "ent_" + rid, "thing", "workspace"));
        }
        loader.add(new RelationThere(11, "ent_1", "ent_3", "knows", 1, 0, Long.MAX_VALUE));
        loader.finish();
        adjacency.apply(List.of(new RelationThere(12, "ent_2", "ent_1", "knows", 1, 0, Long.MAX_VALUE)));
        adjacency.apply(List.of(new EntityThere(4, "ent_4", "thing", "workspace")));
        adjacency.apply(List.of(new RelationThere(13, "ent_1", "ent_4", "knows", 1, 0, Long.MAX_VALUE)));

        Walk before = walk("ent_1");
        adjacency.rebuild();

        assertThat(before.nodes()).containsExactly(1, 3, 4, 2);
        assertThat(before.edges()).containsExactly(11, 13, 12);
        assertThat(walk("ent_1").nodes()).isEqualTo(before.nodes());
        assertThat(walk("ent_1").edges()).isEqualTo(before.edges());
    }

    @Test
    void loadsMoreThanItsFirstTablesHold() {
        int many = 5_000;
        Loader loader = adjacency.loader();
        for (long rid = 1; rid <= many; rid++) {
            loader.add(new EntityThere(rid, "ent_" + rid, "thing", "workspace"));
        }
        for (long rid = 1; rid < many; rid++) {
            loader.add(edge(rid, rid, rid + 1));
        }
        loader.finish();

        assertThat(walk("ent_1", 120).nodes()).hasSize(121);
        assertThat(walk("ent_5000", 2).nodes()).containsExactly(5_000, 4_999, 4_998);
    }

    @Test
    void namesWhatIsLeftOutBeyondTheLimits() {
        adjacency.apply(List.of(new EntityThere(1, "ent_hub", "hub", "workspace")));
        for (long i = 2; i <= 100; i++) {
            adjacency.apply(List.of(
                    new EntityThere(i, "ent_" + i, "leaf", "workspace"),
                    new RelationThere(i, "ent_hub", "ent_" + i, "has", 1, 0, Long.MAX_VALUE)));
        }
        GraphView view = adjacency.view();
        EdgeFilter all = view.filter(List.of("workspace"), Set.of(), true, true, 0, NOW);
        int hub = view.node("ent_hub", all);

        Walk exact = Walk.breadthFirst(view, hub, all, 3, 100, 99);
        Walk short1 = Walk.breadthFirst(view, hub, all, 3, 99, 1_000);
        Walk fewEdges = Walk.depthFirst(view, hub, all, 3, 100, 98);
        Walk shortDepthFirst = Walk.depthFirst(view, hub, all, 3, 99, 1_000);

        assertThat(exact.moreNodes() || exact.moreEdges()).isFalse();
        assertThat(short1.moreNodes()).isTrue();
        assertThat(short1.nodes()).hasSize(99);
        assertThat(short1.moreEdges()).isFalse();
        assertThat(fewEdges.moreEdges()).isTrue();
        assertThat(fewEdges.edges()).hasSize(98);
        assertThat(shortDepthFirst.moreNodes()).isTrue();
        assertThat(shortDepthFirst.nodes()).hasSize(99);
    }

    @Test
    void goesDownOneWayBeforeTheNext() {
        for (long i = 1; i <= 5; i++) {
            adjacency.apply(List.of(new EntityThere(i, "ent_" + i, "thing", "workspace")));
        }
        long rid = 0;
        for (String[] pair : new String[][] {{"1", "2"}, {"1", "3"}, {"2", "4"}, {"3", "5"}, {"5", "4"}}) {
            adjacency.apply(List.of(
                    new RelationThere(++rid, "ent_" + pair[0], "ent_" + pair[1], "next", 1, 0, Long.MAX_VALUE)));
        }
        GraphView view = adjacency.view();
        EdgeFilter all = view.filter(List.of("workspace"), Set.of(), true, true, 0, NOW);

        Walk walk = Walk.depthFirst(view, view.node("ent_1", all), all, 3, 10, 100);

        assertThat(walk.nodes()).containsExactly(1, 2, 4, 3, 5);
        assertThat(walk.depths()).containsExactly(0, 1, 2, 1, 2);
    }

    @Test
    void followsARelationOnlyWhileItIsValid() {
        adjacency.apply(List.of(
                new EntityThere(1, "ent_1", "thing", "workspace"),
                new EntityThere(2, "ent_2", "thing", "workspace"),
                new RelationThere(1, "ent_1", "ent_2", "next", 1, 100, 200)));
        for (long at : new long[] {99, 100, 199, 200}) {
            GraphView view = adjacency.view();
            EdgeFilter filter = view.filter(List.of("workspace"), Set.of(), true, true, 0, at);
            assertThat(Walk.breadthFirst(view, view.node("ent_1", filter), filter, 3, 10, 10)
                            .nodes())
                    .hasSize(at == 100 || at == 199 ? 2 : 1);
        }
    }

    @Test
    void showsEveryWalkAWholeGraphWhileItChangesAndIsRebuilt() throws InterruptedException, ExecutionException {
        int ring = 200;
        for (long i = 0; i < ring; i++) {
            adjacency.apply(List.of(new EntityThere(i + 1, "ent_" + i, "thing", "workspace")));
        }
        for (long i = 0; i < ring; i++) {
            adjacency.apply(List.of(edge(1_000 + i, i, (i + 1) % ring)));
        }
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> rebuilds = threads.submit(() -> {
                while (!done.get()) {
                    adjacency.rebuild();
                }
            });
            Future<Integer> walks = threads.submit(() -> {
                int count = 0;
                while (!done.get()) {
                    assertThat(walk("ent_0", ring).nodes()).hasSizeGreaterThanOrEqualTo(ring);
                    count++;
                }
                return count;
            });
            long rid = 10_000;
            Random random = new Random(7);
            long[] current = LongStream.range(0, ring).map(i -> 1_000 + i).toArray();
            for (int i = 0; i < 20_000; i++) {
                int at = random.nextInt(ring);
                // Each relation of the ring is replaced by another in one batch: at no moment is the ring open.
                adjacency.apply(List.of(new RelationGone(current[at]), edge(++rid, at, (at + 1L) % ring)));
                current[at] = rid;
            }
            done.set(true);
            rebuilds.get();
            assertThat(walks.get()).isPositive();
        }
        adjacency.rebuild();
        assertThat(walk("ent_0", ring).edges()).hasSize(ring);
    }

    private static RelationThere edge(long rid, long from, long to) {
        return new RelationThere(rid, "ent_" + from, "ent_" + to, "next", 1, 0, Long.MAX_VALUE);
    }

    private Walk walk(String entity) {
        return walk(entity, 3);
    }

    private Walk walk(String entity, int depth) {
        GraphView view = adjacency.view();
        EdgeFilter all = view.filter(List.of("workspace"), Set.of(), true, true, 0, NOW);
        return Walk.breadthFirst(view, view.node(entity, all), all, depth, 10_000, 10_000);
    }

    private List<GraphChange> change(Random random, int people) {
        List<GraphChange> changes = new ArrayList<>();
        int kind = random.nextInt(10);
        String id = "ent_" + random.nextInt(people);
        @Nullable EntityThere known = entity(id);
        if (known == null) {
            EntityThere added = new EntityThere(++lastRid, id, "thing", OWNERS.get(random.nextInt(OWNERS.size())));
            entities.put(added.rid(), added);
            changes.add(added);
        } else if (kind == 0) {
            entities.remove(known.rid());
            changes.add(new EntityGone(known.rid()));
            relations.values().removeIf(relation -> {
                boolean named =
                        relation.fromEntity().equals(id) || relation.toEntity().equals(id);
                if (named) {
                    changes.add(new RelationGone(relation.rid()));
                }
                return named;
            });
        } else if (kind == 1 && !relations.isEmpty()) {
            Long rid = relations.keySet().stream()
                    .skip(random.nextInt(relations.size()))
                    .findFirst()
                    .orElseThrow();
            relations.remove(rid);
            changes.add(new RelationGone(rid));
        } else if (kind == 2 && !relations.isEmpty()) {
            RelationThere old = relations.values().stream()
                    .skip(random.nextInt(relations.size()))
                    .findFirst()
                    .orElseThrow();
            changes.add(relation(random, old.rid(), old.fromEntity(), old.toEntity()));
        } else {
            String other = "ent_" + random.nextInt(people);
            if (entity(other) != null) {
                changes.add(relation(random, ++lastRid, id, other));
            }
        }
        return changes;
    }

    private RelationThere relation(Random random, long rid, String from, String to) {
        RelationThere relation = new RelationThere(
                rid,
                from,
                to,
                TYPES.get(random.nextInt(TYPES.size())),
                random.nextInt(11) / 10.0,
                random.nextInt(20) == 0 ? NOW + 1 : 0,
                random.nextInt(20) == 0 ? NOW : Long.MAX_VALUE);
        relations.put(rid, relation);
        return relation;
    }

    private @Nullable EntityThere entity(String id) {
        return entities.values().stream()
                .filter(entity -> entity.entityId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private void compare(Random random) {
        if (entities.isEmpty()) {
            return;
        }
        Asked asked = new Asked(
                List.of(OWNERS.get(random.nextInt(4)), OWNERS.get(random.nextInt(4)), "workspace").stream()
                        .collect(Collectors.toUnmodifiableSet()),
                random.nextBoolean() ? Set.of() : Set.of(TYPES.get(random.nextInt(3)), "never used"),
                random.nextInt(3) != 0,
                random.nextInt(3) != 0,
                random.nextBoolean() ? 0 : random.nextInt(11) / 10.0,
                1 + random.nextInt(5));
        GraphView view = adjacency.view();
        EdgeFilter filter =
                view.filter(asked.owners(), asked.types(), asked.outgoing(), asked.incoming(), asked.least(), NOW);
        List<EntityThere> all = new ArrayList<>(entities.values());
        EntityThere root = all.get(random.nextInt(all.size()));
        int node = view.node(root.entityId(), filter);
        assertThat(node >= 0).isEqualTo(asked.owners().contains(root.owner()));
        if (node < 0) {
            return;
        }
        Map<Long, Integer> expected = distances(root, asked);
        List<Long> edges = relations.values().stream()
                .filter(relation -> usable(relation, asked))
                .filter(relation -> expected.containsKey(rid(relation.fromEntity()))
                        && expected.containsKey(rid(relation.toEntity())))
                .map(RelationThere::rid)
                .toList();
        for (Walk walk : List.of(
                Walk.breadthFirst(view, node, filter, asked.depth(), 10_000, 10_000),
                Walk.depthFirst(view, node, filter, asked.depth(), 10_000, 10_000))) {
            assertThat(byRid(walk)).isEqualTo(expected);
            assertThat(Arrays.stream(walk.edges()).boxed()).containsExactlyInAnyOrderElementsOf(edges);
            assertThat(walk.moreNodes() || walk.moreEdges()).isFalse();
        }
        Surroundings around = Surroundings.of(view, node, filter, asked.depth(), 10);
        assertThat(around.edges()).isEqualTo(edges.size());
        assertThat(around.nodesByDepth().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(expected.size());
        comparePath(view, filter, root, all.get(random.nextInt(all.size())), asked);
    }

    private void comparePath(GraphView view, EdgeFilter filter, EntityThere from, EntityThere to, Asked asked) {
        int last = view.node(to.entityId(), filter);
        if (last < 0) {
            return;
        }
        Map<Long, Integer> distances = distances(
                from, new Asked(asked.owners(), asked.types(), asked.outgoing(), asked.incoming(), asked.least(), 100));
        ShortestPath path = ShortestPath.between(view, view.node(from.entityId(), filter), last, filter, asked.depth());
        @Nullable Integer distance = distances.get(to.rid());
        if (distance == null || distance > asked.depth()) {
            assertThat(path.nodes()).isEmpty();
            return;
        }
        assertThat(path.edges()).hasSize(distance);
        assertThat(path.nodes()).startsWith(from.rid()).endsWith(to.rid()).hasSize(distance + 1);
        double strength = 0;
        for (int i = 0; i < distance; i++) {
            RelationThere relation = Objects.requireNonNull(relations.get(path.edges()[i]));
            assertThat(usable(relation, asked)).isTrue();
            List<Long> step = List.of(path.nodes()[i], path.nodes()[i + 1]);
            List<Long> forwards = List.of(rid(relation.fromEntity()), rid(relation.toEntity()));
            assertThat(asked.outgoing() && step.equals(forwards)
                            || asked.incoming() && step.equals(forwards.reversed()))
                    .isTrue();
            strength += relation.strength();
        }
        assertThat(strength)
                .isCloseTo(strongest(from, to, distances, asked), org.assertj.core.data.Offset.offset(1e-9));
    }

    /** Greatest sum of strengths over all shortest paths, by trying them all level by level. */
    private double strongest(EntityThere from, EntityThere to, Map<Long, Integer> distances, Asked asked) {
        Map<Long, Double> best = new HashMap<>(Map.of(from.rid(), 0.0));
        int target = Objects.requireNonNull(distances.get(to.rid()));
        for (int depth = 1; depth <= target; depth++) {
            int level = depth;
            Map<Long, Double> next = new HashMap<>();
            best.forEach((node, strength) -> steps(node, asked).forEach(step -> {
                if (Objects.equals(distances.get(step.to()), level)) {
                    next.merge(step.to(), strength + step.strength(), Math::max);
                }
            }));
            best.clear();
            best.putAll(next);
        }
        return Objects.requireNonNull(best.get(to.rid()));
    }

    private record Step(long to, double strength) {}

    private List<Step> steps(long node, Asked asked) {
        List<Step> steps = new ArrayList<>();
        for (RelationThere relation : relations.values()) {
            if (!usable(relation, asked)) {
                continue;
            }
            if (asked.outgoing() && rid(relation.fromEntity()) == node) {
                steps.add(new Step(rid(relation.toEntity()), relation.strength()));
            }
            if (asked.incoming() && rid(relation.toEntity()) == node) {
                steps.add(new Step(rid(relation.fromEntity()), relation.strength()));
            }
        }
        return steps;
    }

    private Map<Long, Integer> distances(EntityThere root, Asked asked) {
        Map<Long, Integer> distances = new LinkedHashMap<>(Map.of(root.rid(), 0));
        List<Long> rim = List.of(root.rid());
        for (int depth = 1; depth <= asked.depth(); depth++) {
            List<Long> next = new ArrayList<>();
            for (long node : rim) {
                for (Step step : steps(node, asked)) {
                    if (distances.putIfAbsent(step.to(), depth) == null) {
                        next.add(step.to());
                    }
                }
            }
            rim = next;
        }
        return distances;
    }

    private boolean usable(RelationThere relation, Asked asked) {
        return (asked.types().isEmpty() || asked.types().contains(relation.type()))
                && relation.strength() >= asked.least()
                && relation.validFrom() <= NOW
                && NOW < relation.validTo()
                && seen(relation.fromEntity(), asked)
                && seen(relation.toEntity(), asked);
    }

    private boolean seen(String id, Asked asked) {
        @Nullable EntityThere entity = entity(id);
        return entity != null && asked.owners().contains(entity.owner());
    }

    private long rid(String id) {
        return Objects.requireNonNull(entity(id)).rid();
    }

    private static Map<Long, Integer> byRid(Walk walk) {
        return IntStream.range(0, walk.nodes().length)
                .boxed()
                .collect(Collectors.toMap(i -> walk.nodes()[i], i -> walk.depths()[i]));
    }
}
