package dev.caxton.engine.memory.embedding;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.memory.embedding.EmbeddingThreads.Urgency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * all-MiniLM-L6-v2 in full precision, run by ONNX Runtime inside this process.
 *
 * <p>Loads in the background; until then {@link #state()} is {@link ModelState#STARTING}. The model file lies in the
 * runtime directory, checked at each start and replaced if damaged. Text beyond 256 word pieces has no influence on the
 * vector.
 */
public final class OnnxEmbeddingModel implements Embedder, AutoCloseable {

    /** Name of the model, as configured and stored beside each vector. */
    public static final String NAME = "all-MiniLM-L6-v2";

    /** Length of its vectors. */
    public static final int DIMENSIONS = 384;

    static final PinnedFile MODEL_FILE = new PinnedFile(
            "/all-minilm-l6-v2.onnx",
            "all-minilm-l6-v2.onnx",
            90_387_606,
            "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e");
    static final String TOKENIZER_RESOURCE = "/all-minilm-l6-v2-tokenizer.json";

    private static final Logger LOG = LoggerFactory.getLogger(OnnxEmbeddingModel.class);

    /** A request of so few runs is what somebody waits for; more is work in bulk. */
    private static final int SMALL_REQUEST = 4;
    /** A character makes at most four pieces: a syllable of Hangul is three letters, others decompose into four. */
    private static final int SURELY_WHOLE = (WordPieceTokenizer.MAX_TOKENS - 2) / 4;

    private final EmbeddingCache cache;
    private final EmbeddingThreads threads;
    private final CompletableFuture<ModelState> ready = new CompletableFuture<>();
    private final LongAdder requested = new LongAdder();
    private final LongAdder cached = new LongAdder();
    private final LongAdder computed = new LongAdder();
    private final BusyTime busy = new BusyTime();
    private final LongAdder truncated = new LongAdder();

    private volatile ModelState state = ModelState.STARTING;
    private volatile @Nullable Loaded loaded;
    private boolean closed;

    private record Loaded(WordPieceTokenizer tokenizer, Encoder encoder) {}

    private OnnxEmbeddingModel(int cacheEntries, int threads) {
        this.cache = new EmbeddingCache(cacheEntries);
        this.threads = new EmbeddingThreads(threads);
    }

    /**
     * Starts to load the model.
     *
     * @param runtimeDirectory where the model file and the native libraries are kept
     * @param cacheEntries texts whose vectors are kept in memory, 0 for none
     * @param background runs the loading, best on a platform thread
     */
    public static OnnxEmbeddingModel start(Path runtimeDirectory, int cacheEntries, Executor background) {
        return start(runtimeDirectory, cacheEntries, 0, background);
    }

    /**
     * As {@link #start(Path, int, Executor)}.
     *
     * @param threads on how many threads it computes at a time; 0 for one on each processor, 4 at most
     */
    public static OnnxEmbeddingModel start(Path runtimeDirectory, int cacheEntries, int threads, Executor background) {
        requireNonNull(runtimeDirectory, "runtimeDirectory");
        OnnxEmbeddingModel model = new OnnxEmbeddingModel(cacheEntries, threads);
        background.execute(() -> model.load(runtimeDirectory));
        return model;
    }

    private void load(Path runtimeDirectory) {
        long start = System.nanoTime();
        ModelState outcome;
        try {
            if (publish(read(runtimeDirectory))) {
                outcome = ModelState.LOADED;
                LOG.info("embedding model loaded: model={} ms={}", NAME, (System.nanoTime() - start) / 1_000_000);
            } else {
                outcome = ModelState.MISSING; // closed while it was loading: an early stop, not a failure
            }
        } catch (AlteredResourceException e) {
            outcome = ModelState.CORRUPT;
            LOG.error("embedding model is corrupt, memory cannot be searched: {}", e.getMessage());
        } catch (IOException | LinkageError | RuntimeException e) {
            outcome = ModelState.MISSING;
            LOG.error("embedding model cannot be loaded, memory cannot be searched: {}", e.toString(), e);
        }
        state = outcome;
        ready.complete(outcome);
        boolean unused = NativeHeap.trim(); // the model's file was read into memory to make its weights
    }

    private static Loaded read(Path runtimeDirectory) throws IOException {
        Vocabulary vocabulary;
        try (InputStream in = OnnxEmbeddingModel.class.getResourceAsStream(TOKENIZER_RESOURCE)) {
            if (in == null) {
                throw new AbsentResourceException("resource " + TOKENIZER_RESOURCE + " is not on the class path");
            }
            vocabulary = Vocabulary.read(in);
        }
        EncoderLoader encoders = EncoderLoader.in(runtimeDirectory);
        return new Loaded(
                new WordPieceTokenizer(vocabulary), openEncoder(encoders, runtimeDirectory, vocabulary.padding()));
    }

    private static Encoder openEncoder(EncoderLoader encoders, Path runtimeDirectory, int padding) throws IOException {
        Path file;
        try {
            file = MODEL_FILE.installIn(runtimeDirectory);
        } catch (AbsentResourceException | AlteredResourceException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("model file cannot be kept in {}, it is read into memory: {}", runtimeDirectory, e.toString());
            return encoders.open(MODEL_FILE.read(), DIMENSIONS, padding);
        }
        return encoders.open(file, DIMENSIONS, padding);
    }

    private synchronized boolean publish(Loaded fresh) {
        if (closed) {
            close(fresh.encoder());
            return false;
        }
        loaded = fresh;
        return true;
    }

    @Override
    public ModelState state() {
        return state;
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public CompletableFuture<ModelState> ready() {
        return ready.copy();
    }

    @Override
    public float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        return embedAll(texts, true);
    }

    @Override
    public List<float[]> embedInBulk(List<String> texts) {
        return embedAll(texts, false);
    }

    private List<float[]> embedAll(List<String> texts, boolean keep) {
        Loaded model = loaded;
        if (model == null) {
            throw unavailable();
        }
        requested.add(texts.size());
        float[][] vectors = new float[texts.size()][];
        Map<String, List<Integer>> missing = new LinkedHashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            float[] known = cache.get(texts.get(i));
            if (known == null) {
                missing.computeIfAbsent(texts.get(i), text -> new ArrayList<>(1))
                        .add(i);
            } else {
                cached.increment();
                vectors[i] = known.clone();
            }
        }
        if (!missing.isEmpty()) {
            compute(model, List.copyOf(missing.keySet())).forEach((text, vector) -> {
                if (keep) {
                    cache.put(text, vector);
                }
                missing.getOrDefault(text, List.of()).forEach(position -> vectors[position] = vector.clone());
            });
        }
        return Arrays.asList(vectors);
    }

    private Map<String, float[]> compute(Loaded model, List<String> texts) {
        List<int[]> tokens = texts.stream().map(model.tokenizer()::encode).toList();
        List<int[]> groups = TokenBatches.plan(tokens);
        Urgency urgency = groups.size() <= SMALL_REQUEST ? Urgency.NOW : Urgency.BULK;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).length == WordPieceTokenizer.MAX_TOKENS
                    && model.tokenizer().isTruncated(texts.get(i))) {
                truncated.increment();
            }
        }
        List<CompletableFuture<float[][]>> running = groups.stream()
                .map(group -> threads.submit(urgency, () -> encode(model.encoder(), tokens, group)))
                .toList();
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            float[][] encoded = result(running.get(g));
            int[] group = groups.get(g);
            for (int i = 0; i < group.length; i++) {
                vectors.put(texts.get(group[i]), encoded[i]);
            }
        }
        return vectors;
    }

    private float[][] encode(Encoder encoder, List<int[]> tokens, int[] group) throws Exception {
        busy.begin();
        try {
            float[][] encoded =
                    encoder.encode(Arrays.stream(group).mapToObj(tokens::get).toArray(int[][]::new));
            computed.add(group.length);
            return encoded;
        } finally {
            busy.end();
        }
    }

    private static float[][] result(CompletableFuture<float[][]> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                throw closing();
            }
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.EMBEDDING_UNAVAILABLE,
                            "embedding model " + NAME + " failed to compute a vector, expected it to work",
                            null),
                    e.getCause());
        }
    }

    private CaxtonException unavailable() {
        return switch (state) {
            case STARTING ->
                CaxtonException.of(
                        ProblemType.EMBEDDING_UNAVAILABLE,
                        "embedding model " + NAME + " is starting, expected loaded",
                        "try again in a few seconds");
            case LOADED -> closing();
            case MISSING ->
                CaxtonException.of(
                        ProblemType.EMBEDDING_UNAVAILABLE,
                        "embedding model " + NAME + " is missing, expected loaded",
                        "the server's log says why it could not be loaded");
            case CORRUPT ->
                CaxtonException.of(
                        ProblemType.EMBEDDING_UNAVAILABLE,
                        "embedding model " + NAME + " is corrupt, expected loaded",
                        "reinstall Caxton: its model library does not have the expected checksum");
        };
    }

    private static CaxtonException closing() {
        return CaxtonException.of(
                ProblemType.EMBEDDING_UNAVAILABLE, "embedding model " + NAME + " is closed, expected open", (String)
                        null);
    }

    @Override
    public void forget(Collection<String> texts) {
        texts.forEach(cache::remove);
    }

    @Override
    public boolean isTruncated(String text) {
        Loaded model = loaded;
        return model != null
                && text.length() > SURELY_WHOLE
                && model.tokenizer().isTruncated(text);
    }

    @Override
    public void clearCache() {
        cache.clear();
    }

    @Override
    public EmbeddingFigures figures() {
        return new EmbeddingFigures(
                requested.sum(), cached.sum(), computed.sum(), busy.nanos(), cache.size(), truncated.sum());
    }

    /** Waits for whoever is embedding, then gives the model's memory back. */
    @Override
    public void close() {
        Loaded model;
        synchronized (this) {
            closed = true;
            model = loaded;
            loaded = null;
        }
        threads.close();
        if (model != null) {
            close(model.encoder());
        }
    }

    private static void close(Encoder encoder) {
        try {
            encoder.close();
        } catch (Exception e) { // its memory may be lost until the process ends, and nothing else
            LOG.warn("embedding model did not close cleanly: {}", e.toString());
        }
    }
}
