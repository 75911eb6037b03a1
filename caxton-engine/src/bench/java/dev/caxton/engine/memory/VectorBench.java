package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.memory.vector.VectorCodes;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The vector index beside Lucene's HNSW over the same vectors.
 *
 * <pre>VectorBench directory count queries [vectors-file] [--no-peer]</pre>
 */
public final class VectorBench {

    private static final int PAGE = 500;
    private static final int LIMIT = 10;
    private static final int TENTH = 10;
    private static final int HUNDREDTH = 100;
    private static final String MODEL = "bench";

    private final Path directory;
    private final BenchVectors vectors;
    private final int[][] truth;
    private final int[][] tenth;
    private final int[][] hundredth;

    private VectorBench(Path directory, BenchVectors vectors) {
        this.directory = directory;
        this.vectors = vectors;
        truth = vectors.nearest(LIMIT, 1);
        tenth = vectors.nearest(LIMIT, TENTH);
        hundredth = vectors.nearest(LIMIT, HUNDREDTH);
    }

    public static void main(String[] args) throws Exception {
        List<String> options = new ArrayList<>(List.of(args));
        boolean peer = !options.remove("--no-peer");
        Path directory = Files.createDirectories(Path.of(options.get(0)));
        int count = Integer.parseInt(options.get(1));
        int queries = Integer.parseInt(options.get(2));
        BenchVectors vectors = options.size() > 3
                ? BenchVectors.of(Path.of(options.get(3)), count, queries)
                : BenchVectors.clustered(count, queries);
        VectorBench bench = new VectorBench(directory, vectors);
        bench.likeness();
        bench.caxton();
        if (peer) {
            try (LuceneBench lucene = new LuceneBench(directory.resolve("lucene"), vectors)) {
                lucene.run(bench.truth, bench.tenth, bench.hundredth, LIMIT);
            }
        }
    }

    private void likeness() {
        double first = 0;
        double last = 0;
        for (int q = 0; q < truth.length; q++) {
            first += BenchVectors.product(vectors.queries[q], vectors.stored[truth[q][0]]);
            last += BenchVectors.product(vectors.queries[q], vectors.stored[truth[q][LIMIT - 1]]);
        }
        say(
                "vectors %d, queries %d, cosine of the nearest %.3f, of the tenth %.3f",
                vectors.stored.length, truth.length, first / truth.length, last / truth.length);
    }

    private static String id(int position) {
        return "ent_" + new UUID(0, position);
    }

    private static int position(NearestEntity found) {
        return (int) UUID.fromString(found.entityId().substring(4)).getLeastSignificantBits();
    }

    private static String type(int position) {
        return position % HUNDREDTH == 0 ? "hundredth" : position % TENTH == 0 ? "tenth" : "other";
    }

    private static VectorFilter filter(String... types) {
        return new VectorFilter(new Visibility(null, null), Set.of(types));
    }

    private Database open(MemoryIndex index) {
        return Database.open(index.register(DatabaseOptions.of(directory.resolve("bench.db"), Clock.systemUTC()))
                .withApplier(Fill.class, VectorBench::fill));
    }

    private void caxton() throws Exception {
        deleteIndexed();
        MemoryIndex index = new MemoryIndex(MODEL, BenchVectors.DIMENSIONS);
        try (Database database = open(index)) {
            index.load(database, Runnable::run);
            fill(database);
            index.close();
        }
        Path file = directory.resolve("bench.db.vectors");
        say(
                "Caxton: file %.1f MB, heap %.1f MB a 100,000",
                Files.size(file) / 1e6, index.vectors().bytes() / 1e6 * 100_000 / vectors.stored.length);
        Files.delete(file);
        CodedVectorIndex built = fromMemory();
        insertInto(built);
        timedLoad("made anew from the database");
        timedLoad("read from its file");
        MemoryIndex searched = new MemoryIndex(MODEL, BenchVectors.DIMENSIONS);
        try (Database database = open(searched)) {
            searched.load(database, Runnable::run);
            warmUp(database, searched);
            say("Caxton all:  %s", times(database, searched, truth, filter()));
            say("Caxton 10%%:  %s", times(database, searched, tenth, filter("tenth", "hundredth")));
            say("Caxton  1%%:  %s", times(database, searched, hundredth, filter("hundredth")));
            insertVisible(database, searched);
            searched.close();
        }
    }

    private static List<NearestEntity> nearest(
            Database database, MemoryIndex index, float[] query, VectorFilter filter, int limit) {
        return database.read(tx -> index.vectors().nearest(tx, query, filter, limit));
    }

    private void warmUp(Database database, MemoryIndex index) {
        for (int round = 0; round < 3; round++) {
            for (float[] query : vectors.queries) {
                nearest(database, index, query, filter(), LIMIT);
            }
        }
    }

    private String times(Database database, MemoryIndex index, int[][] expected, VectorFilter filter) throws Exception {
        return SearchTimes.of(
                vectors.queries,
                expected,
                query -> nearest(database, index, query, filter, LIMIT).stream()
                        .mapToInt(VectorBench::position)
                        .toArray());
    }

    /** What Lucene's build is to be compared with: the vectors are in memory already. */
    private CodedVectorIndex fromMemory() {
        CodedVectorIndex index = new CodedVectorIndex(BenchVectors.DIMENSIONS);
        for (int round = 0; round < 3; round++) {
            index = new CodedVectorIndex(BenchVectors.DIMENSIONS);
            List<IndexedVector> rows = new ArrayList<>();
            for (int i = 0; i < vectors.stored.length; i++) {
                rows.add(new IndexedVector(i + 1, id(i), id(i), group(i), Embedding.of(vectors.stored[i])));
            }
            long start = System.nanoTime();
            Random random = new Random(1);
            List<float[]> sample = random.ints(VectorCodes.sampled(rows.size()), 0, rows.size())
                    .mapToObj(i -> vectors.stored[i])
                    .toList();
            index.codes().partition(sample, rows.size());
            index.replaceAll(rows);
            say("Caxton: built from vectors in memory in %.0f ms", (System.nanoTime() - start) / 1e6);
        }
        return index;
    }

    /** Into an index of all the vectors, and out of it again. */
    private void insertInto(CodedVectorIndex index) {
        double[] inserts = new double[500];
        double[] removals = new double[inserts.length];
        for (int i = 0; i < inserts.length; i++) {
            int position = vectors.stored.length + i;
            IndexedVector added = new IndexedVector(
                    position + 1,
                    id(position),
                    id(position),
                    group(position),
                    Embedding.of(vectors.queries[i % vectors.queries.length]));
            long start = System.nanoTime();
            index.add(added);
            inserts[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            index.remove(i * 7L + 1);
            removals[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(inserts);
        Arrays.sort(removals);
        say(
                "Caxton: insert into the index P50 %.4f ms P99 %.4f ms, removal P50 %.4f ms P99 %.4f ms",
                inserts[250], inserts[495], removals[250], removals[495]);
    }

    /** The vectors alone, without the words and the graph that a start of the memory loads as well. */
    private void timedLoad(String how) {
        MemoryIndex others = new MemoryIndex(MODEL, BenchVectors.DIMENSIONS);
        try (Database database = open(others)) {
            IndexedVectors index = new IndexedVectors(MODEL, BenchVectors.DIMENSIONS);
            long start = System.nanoTime();
            index.load(database, Runnable::run);
            say("Caxton: %s in %.0f ms, vectors %d", how, (System.nanoTime() - start) / 1e6, index.size());
            index.close();
        }
    }

    private void insertVisible(Database database, MemoryIndex index) {
        double[] committed = new double[500];
        for (int i = 0; i < committed.length; i++) {
            float[] vector = vectors.queries[i % vectors.queries.length];
            int position = vectors.stored.length + i;
            long start = System.nanoTime();
            store(database, position, List.of(vector));
            committed[i] = (System.nanoTime() - start) / 1e6;
            if (nearest(database, index, vector, filter(), 50).stream().noneMatch(f -> position(f) == position)) {
                throw new IllegalStateException("an inserted vector is not found");
            }
        }
        Arrays.sort(committed);
        say("Caxton: durable command and visible P50 %.2f ms P99 %.2f ms", committed[250], committed[495]);
    }

    /** Entities with a vector each, without what a command of the product writes beside them. */
    private record Fill(int from, List<float[]> page) implements Command {
        @Override
        public String kind() {
            return "fill";
        }

        @Override
        public String subject() {
            return from + " to " + (from + page.size());
        }
    }

    private static String fill(Fill fill, Operation operation, WriteTransaction tx) {
        for (int i = 0; i < fill.page().size(); i++) {
            int position = fill.from() + i;
            Embedding embedding = Embedding.of(fill.page().get(i));
            tx.insert(
                    MemorySchema.ENTITIES,
                    id(position),
                    id(position),
                    type(position),
                    "global",
                    null,
                    "{}",
                    1L,
                    0L,
                    0L,
                    0L,
                    null);
            GraphWrites.addVector(tx, 0, OwnerKind.ENTITY, id(position), id(position), MODEL, embedding);
        }
        return "";
    }

    private void fill(Database database) {
        long start = System.nanoTime();
        List<float[]> all = Arrays.asList(vectors.stored);
        for (int from = 0; from < all.size(); from += PAGE) {
            store(database, from, all.subList(from, Math.min(all.size(), from + PAGE)));
        }
        say("Caxton: stored and indexed in %.1f s", (System.nanoTime() - start) / 1e9);
    }

    private static void store(Database database, int from, List<float[]> page) {
        database.write(new Operation(UUID.randomUUID().toString(), "bench", Instant.EPOCH), new Fill(from, page));
    }

    private static EntityGroup group(int position) {
        return new EntityGroup(type(position), MemoryScope.GLOBAL, null);
    }

    private void deleteIndexed() throws IOException {
        for (String name : List.of("bench.db", "bench.db-wal", "bench.db-shm", "bench.db.vectors")) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
