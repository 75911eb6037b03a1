import com.sun.management.OperatingSystemMXBean;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Creating entities from 64 threads, each answered when it is on disk, beside a bare group commit of one row a command: the same
 * driver, WAL, {@code synchronous=FULL}, groups of up to 256. Vectors come from a cache. Both in turn, three times, after a round
 * that does not count, in which the compiler gets to know the code.
 *
 * <p>Arguments: threads (64), seconds of each round (5).
 */
public final class CreateBench {

    private static final int DIMENSIONS = 384;

    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path directory = Files.createTempDirectory("create-bench");
        for (int round = 0; round <= 3; round++) {
            // First, since the store loads SQLite from its own place, and the driver must not have done so before.
            Figures ours = memory(directory.resolve("memory" + round + ".db"), threads, seconds);
            Figures bare = bare(directory.resolve("bare" + round + ".db"), threads, seconds);
            System.out.printf(
                    (round == 0 ? "(warming up) " : "")
                            + "bare group commit %.0f/s P99 %.1f ms %.1f of %.1f µs, create entity %.0f/s P99 %.1f ms"
                            + " %.1f of %.1f µs, ratio %.2f%n",
                    bare.rate(),
                    bare.p99(),
                    bare.writerMicros(),
                    bare.allMicros(),
                    ours.rate(),
                    ours.p99(),
                    ours.writerMicros(),
                    ours.allMicros(),
                    ours.rate() / bare.rate());
        }
    }

    /** Creates a second, their latency in milliseconds, and microseconds of processor time for each: of the writing thread, and of all. */
    private record Figures(double rate, double p99, double writerMicros, double allMicros) {}

    private static long allNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long writerNanos(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith(name) && !thread.getName().endsWith("answers"))
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()))
                .sum();
    }

    private static Figures measure(String writer, int threads, int seconds, IntConsumer work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long before = writerNanos(writer);
        long allBefore = allNanos();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Double>>> results = new ArrayList<>();
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            for (int t = 0; t < threads; t++) {
                results.add(pool.submit(() -> {
                    List<Double> millis = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        work.accept(next.getAndIncrement());
                        millis.add((System.nanoTime() - start) / 1e6);
                    }
                    return millis;
                }));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> result : results) {
                all.addAll(result.get());
            }
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Figures(
                    all.size() / (double) seconds,
                    sorted[(int) (sorted.length * 0.99)],
                    (writerNanos(writer) - before) / 1e3 / all.size(),
                    (allNanos() - allBefore) / 1e3 / all.size());
        }
    }

    private record Waiting(int number, CompletableFuture<Void> answer) {}

    private static Figures bare(Path file, int threads, int seconds) throws Exception {
        BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4096);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table rows (rid integer primary key, name text, at integer)");
            connection.setAutoCommit(false);
            PreparedStatement insert = connection.prepareStatement("insert into rows (name, at) values (?, ?)");
            Thread writer = Thread.ofPlatform().name("bare-writer").start(() -> {
                try {
                    while (true) {
                        List<Waiting> group = new ArrayList<>(List.of(queue.take()));
                        queue.drainTo(group, 255);
                        for (Waiting waiting : group) {
                            insert.setString(1, "entity " + waiting.number());
                            insert.setLong(2, System.currentTimeMillis());
                            insert.executeUpdate();
                        }
                        connection.commit();
                        group.forEach(waiting -> waiting.answer().complete(null));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Figures figures = measure("bare-writer", threads, seconds, number -> {
                Waiting waiting = new Waiting(number, new CompletableFuture<>());
                queue.add(waiting);
                waiting.answer().join();
            });
            writer.interrupt();
            writer.join();
            return figures;
        }
    }

    private static Figures memory(Path file, int threads, int seconds) throws Exception {
        Clock clock = Clock.systemUTC();
        Cached embedder = new Cached();
        try (ExecutorService background = Executors.newCachedThreadPool();
                Metrics metrics = new Metrics()) {
            MemoryIndex index = new MemoryIndex("cached", DIMENSIONS);
            try (Database database = Database.open(index.register(DatabaseOptions.of(file, clock)));
                    HibernateReads rows = new HibernateReads(database, MemorySchema.ROWS);
                    MemoryService memory = new MemoryService(
                            database,
                            index,
                            embedder,
                            rows,
                            slug -> Optional.empty(),
                            new TimeOrderedIds(clock),
                            clock,
                            metrics,
                            MemorySettings.quiet(file.getParent()),
                            found -> List.of(),
                            background)) {
                return measure(
                        "caxton-write-",
                        threads,
                        seconds,
                        number -> memory.createEntity(new NewEntity(
                                null,
                                "entity " + number,
                                "thing",
                                List.of("a fact of some twenty words about entity number " + number
                                        + " that somebody wants to be remembered until it is of no use any more"),
                                MemoryScope.GLOBAL,
                                Map.of())));
            }
        }
    }

    /** One vector for all texts, as if each came from the cache. */
    private static final class Cached implements Embedder {

        private final float[] vector = new float[DIMENSIONS];

        Cached() {
            Arrays.fill(vector, (float) (1 / Math.sqrt(DIMENSIONS)));
        }

        @Override
        public ModelState state() {
            return ModelState.LOADED;
        }

        @Override
        public String model() {
            return "cached";
        }

        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public float[] embed(String text) {
            return vector;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(text -> vector).toList();
        }
    }
}
