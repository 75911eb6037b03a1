import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.graph.Adjacency;
import dev.caxton.engine.memory.graph.EdgeFilter;
import dev.caxton.engine.memory.graph.GraphChange.EntityThere;
import dev.caxton.engine.memory.graph.GraphChange.RelationThere;
import dev.caxton.engine.memory.graph.GraphView;
import dev.caxton.engine.memory.graph.Loader;
import dev.caxton.engine.memory.graph.ShortestPath;
import dev.caxton.engine.memory.graph.Walk;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Walks of depth 3 over entities with hubs: recursive SQL, the arrays in memory, and whole answers, in one process over one
 * file. Usage: GraphBench DIRECTORY [ENTITIES] [RELATIONS]; a directory that holds a memory.db already is used again.
 */
final class GraphBench {

    private static final String CTE = """
        with recursive walk(id, depth) as (
            values (?, 0)
            union
            select to_entity, depth + 1 from walk join relations on from_entity = id
                where depth < 3 and retracted_at is null
            union
            select from_entity, depth + 1 from walk join relations on to_entity = id
                where depth < 3 and retracted_at is null
        )
        select count(distinct id) from walk
        """;

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int nodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int edges = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300_000;
        Files.createDirectories(directory);
        Clock clock = Clock.systemUTC();
        MemoryIndex index = new MemoryIndex("none", 384);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
                Database database =
                        Database.open(index.register(DatabaseOptions.of(directory.resolve("memory.db"), clock)));
                HibernateReads rows = new HibernateReads(database, MemorySchema.ROWS);
                Metrics metrics = new Metrics();
                MemoryService memory = new MemoryService(
                        database,
                        index,
                        Embedder.none(),
                        rows,
                        agent -> Optional.empty(),
                        new TimeOrderedIds(clock),
                        clock,
                        metrics,
                        MemorySettings.quiet(directory),
                        found -> List.of(),
                        background)) {
            if (database.read(tx -> tx.count("select count(*) from entities")) == 0) {
                fill(memory, nodes, edges);
            }
            List<String> ids = database.read(
                    tx -> tx.query("select entity_id from entities order by rid", result -> result.getString(1)));
            Random random = new Random(5);
            String[] starts =
                    random.ints(2_000, 0, ids.size()).mapToObj(ids::get).toArray(String[]::new);
            walks(database, ids, starts);
            report(
                    "whole answer, 1,000 entities at most",
                    2_000,
                    i -> memory.graph(GraphQuery.of(null, starts[i]))
                            .graph()
                            .nodes()
                            .size());
            report(
                    "whole answer, 100 entities at most",
                    2_000,
                    i -> memory.graph(new GraphQuery(
                                    null,
                                    starts[i],
                                    null,
                                    3,
                                    dev.caxton.api.memory.RelationLimits.NONE,
                                    false,
                                    dev.caxton.api.memory.TraversalStrategy.BREADTH_FIRST,
                                    100))
                            .graph()
                            .nodes()
                            .size());
            report(
                    "whole answer, shortest path",
                    2_000,
                    i -> memory.path(PathQuery.of(null, starts[i], starts[(i + 1) % starts.length]))
                            .length());
            report(
                    "whole answer, summary",
                    2_000,
                    i -> memory.neighbourhood(GraphQuery.of(null, starts[i])).nodes());
        }
    }

    private static void walks(Database database, List<String> ids, String[] starts) {
        Adjacency adjacency = new Adjacency();
        long start = System.nanoTime();
        Loader loader = adjacency.loader();
        database.read(tx -> tx.query("select rid, entity_id from entities order by rid", result -> {
            loader.add(new EntityThere(result.getLong(1), result.getString(2), "thing", "workspace"));
            return null;
        }));
        database.read(tx -> tx.query("select rid, from_entity, to_entity from relations order by rid", result -> {
            loader.add(new RelationThere(
                    result.getLong(1), result.getString(2), result.getString(3), "t", 0.5, 0, Long.MAX_VALUE));
            return null;
        }));
        loader.finish();
        System.out.printf(
                "entities %d, relations %d%n",
                ids.size(), database.read(tx -> tx.count("select count(*) from relations")));
        System.out.printf(
                "read from the file in %.0f ms, %.1f MB of arrays%n",
                (System.nanoTime() - start) / 1e6, adjacency.bytes() / 1e6);
        start = System.nanoTime();
        adjacency.rebuild();
        System.out.printf("rebuilt in %.0f ms%n", (System.nanoTime() - start) / 1e6);
        GraphView view = adjacency.view();
        EdgeFilter all = view.filter(Set.of("workspace"), Set.of(), true, true, 0, 1);
        int[] roots = Arrays.stream(starts).mapToInt(id -> view.node(id, all)).toArray();
        for (int i = 0; i < 20; i++) {
            String id = starts[i];
            long sql = database.read(tx -> tx.count(CTE, id));
            int walked = Walk.breadthFirst(view, roots[i], all, 3, Integer.MAX_VALUE, Integer.MAX_VALUE)
                    .nodes()
                    .length;
            if (sql != walked) {
                throw new AssertionError(id + ": " + sql + " by SQL, " + walked + " in memory");
            }
        }
        report("recursive SQL, count of all", 200, i -> (int) (long) database.read(tx -> tx.count(CTE, starts[i])));
        report(
                "arrays, all entities",
                2_000,
                i -> Walk.breadthFirst(view, roots[i], all, 3, Integer.MAX_VALUE, 0)
                        .nodes()
                        .length);
        report(
                "arrays, all entities and relations",
                2_000,
                i -> Walk.breadthFirst(view, roots[i], all, 3, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .nodes()
                        .length);
        report(
                "arrays, depth first",
                2_000,
                i -> Walk.depthFirst(view, roots[i], all, 3, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .nodes()
                        .length);
        report(
                "arrays, shortest path",
                2_000,
                i -> ShortestPath.between(view, roots[i], roots[(i + 1) % roots.length], all, 10)
                        .edges()
                        .length);
    }

    private static void report(String what, int count, IntFunction<Integer> work) {
        for (int i = 0; i < Math.min(count, 300); i++) {
            work.apply(i);
        }
        long[] nanos = new long[count];
        long found = 0;
        int most = 0;
        for (int i = 0; i < count; i++) {
            // The best of three, since the machine has other work too.
            nanos[i] = Long.MAX_VALUE;
            int size = 0;
            for (int again = 0; again < 3; again++) {
                long start = System.nanoTime();
                size = work.apply(i);
                nanos[i] = Math.min(nanos[i], System.nanoTime() - start);
            }
            found += size;
            most = Math.max(most, size);
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-40s P50 %8.3f ms  P99 %8.3f ms  mean size %7.0f  most %d%n",
                what, nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6, (double) found / count, most);
    }

    /** A tenth of the relations meet one of a hundred hubs, the first ones most often. */
    private static void fill(MemoryService memory, int nodes, int edges) throws InterruptedException {
        long start = System.nanoTime();
        Random random = new Random(1);
        Semaphore atOnce = new Semaphore(1_000);
        String[] ids = new String[nodes];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < nodes; i++) {
                int number = i;
                atOnce.acquire();
                threads.execute(() -> {
                    ids[number] = memory.createEntity(new NewEntity(
                                    null, "thing " + number, "thing", List.of(), MemoryScope.WORKSPACE, Map.of()))
                            .entityId();
                    atOnce.release();
                });
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < edges; i++) {
                String from = ids[random.nextInt(nodes)];
                int hub = (int) (100 * Math.pow(random.nextDouble(), 3));
                String to = ids[random.nextInt(10) == 0 ? hub : random.nextInt(nodes)];
                String type = "type_" + i % 20;
                atOnce.acquire();
                threads.execute(() -> {
                    try {
                        memory.createRelation(
                                new NewRelation(null, from, to, type, null, null, MemoryScope.WORKSPACE, Map.of()));
                    } catch (dev.caxton.api.ConflictException e) {
                        // The same one twice: a few fewer.
                        return;
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        System.out.printf("filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
    }
}
