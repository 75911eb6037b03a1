import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whole searches, the embedding of the question included, over many vectors: the product's model embeds questions, none of which
 * is asked twice; what is stored gets vectors drawn around a thousand centres, since embedding it would take many minutes. Two
 * vectors for each entity.
 *
 * <p>Arguments: vectors (100000), questions (300).
 */
public final class RequestBench {

    private static final int CENTRES = 1_000;
    private static final int WRITERS = 64;
    private static final String[] WORDS =
            ("harbour invoice customer delivery garden meeting contract server password holiday train ticket recipe"
                            + " doctor school bicycle kitchen budget report window")
                    .split(" ");

    public static void main(String[] args) throws Exception {
        int vectors = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int questions = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        Path directory = Files.createTempDirectory("request-bench");
        Clock clock = Clock.systemUTC();
        try (ExecutorService background = Executors.newCachedThreadPool();
                Metrics metrics = new Metrics();
                OnnxEmbeddingModel model = OnnxEmbeddingModel.start(directory, 1_000, background)) {
            model.ready().join();
            Drawn embedder = new Drawn(model);
            MemoryIndex index = new MemoryIndex(embedder.model(), embedder.dimensions());
            try (Database database =
                            Database.open(index.register(DatabaseOptions.of(directory.resolve("memory.db"), clock)));
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
                            MemorySettings.quiet(directory),
                            found -> List.of(),
                            background)) {
                long start = System.nanoTime();
                fill(memory, vectors / 2);
                System.out.printf(
                        "%d entities by %d threads, %.0f a second%n",
                        vectors / 2, WRITERS, vectors / 2 * 1e9 / (System.nanoTime() - start));
                for (SearchMode mode : SearchMode.values()) {
                    ask(memory, mode, 50, 1_000_000);
                    double[] millis = ask(memory, mode, questions, 0);
                    System.out.printf(
                            "%s: P50 %.1f ms, P99 %.1f ms%n",
                            mode, millis[questions / 2], millis[(int) (questions * 0.99)]);
                }
            }
        }
    }

    private static String fact(Random random, int number) {
        StringBuilder text = new StringBuilder("number " + number);
        for (int i = 0; i < 12; i++) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static void fill(MemoryService memory, int entities) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int first = w;
                all.add(pool.submit(() -> {
                    Random random = new Random(first);
                    for (int i = first; i < entities; i += WRITERS) {
                        memory.createEntity(new NewEntity(
                                null, "entity " + i, "thing", List.of(fact(random, i)), MemoryScope.GLOBAL, Map.of()));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static double[] ask(MemoryService memory, SearchMode mode, int questions, int from) {
        double[] millis = new double[questions];
        Random random = new Random(mode.ordinal());
        for (int i = 0; i < questions; i++) {
            String question = "which " + fact(random, from + mode.ordinal() * 10_000 + i) + "?";
            long start = System.nanoTime();
            memory.search(MemoryQuery.of(null, question).withMode(mode));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    /** Embeds questions by the model, and draws a vector for everything that is stored. */
    private record Drawn(OnnxEmbeddingModel questions) implements Embedder {

        @Override
        public ModelState state() {
            return questions.state();
        }

        @Override
        public String model() {
            return questions.model();
        }

        @Override
        public int dimensions() {
            return questions.dimensions();
        }

        @Override
        public float[] embed(String text) {
            return questions.embed(text);
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(this::drawn).toList();
        }

        private float[] drawn(String text) {
            Random centre = new Random(Math.floorMod(text.hashCode(), CENTRES));
            Random own = new Random(text.hashCode());
            float[] vector = new float[dimensions()];
            double squares = 0;
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (centre.nextGaussian() + 0.7 * own.nextGaussian());
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
            return vector;
        }
    }
}
