package dev.caxton.engine.memory.embedding;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.spi.EmbeddingModelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedding model that somebody else wrote. It is tried once in the background; what it returns is checked each time and
 * brought to length one. Thread-safe.
 */
public final class ProvidedEmbedder implements Embedder {

    private static final Logger LOG = LoggerFactory.getLogger(ProvidedEmbedder.class);
    private static final Pattern NAME = Pattern.compile("\\S{1,64}");
    private static final int MOST_DIMENSIONS = 4096;
    private static final double SMALLEST_LENGTH = 1e-12;
    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private final String provider;
    private final EmbeddingModelProvider source;
    private final String model;
    private final int dimensions;
    private final CompletableFuture<ModelState> ready = new CompletableFuture<>();
    private final LongAdder requested = new LongAdder();
    private final BusyTime busy = new BusyTime();
    private volatile ModelState state = ModelState.STARTING;
    private volatile @Nullable String reason;

    private ProvidedEmbedder(String provider, EmbeddingModelProvider source) {
        this.provider = provider;
        this.source = source;
        try {
            this.model = source.model();
            this.dimensions = source.dimension();
        } catch (RuntimeException | LinkageError e) {
            throw unusable(provider, "model() or dimension() failed with " + e, e);
        }
        if (model == null || !NAME.matcher(model).matches()) {
            throw unusable(provider, "model() is '" + model + "', expected 1 to 64 characters without spaces", null);
        }
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw unusable(provider, "dimension() is " + dimensions + ", expected 1 to " + MOST_DIMENSIONS, null);
        }
    }

    /**
     * Looks at a provider; {@code INVALID_CONFIGURATION} if its name or dimension cannot be used.
     *
     * @param provider what messages call it
     */
    public static ProvidedEmbedder of(String provider, EmbeddingModelProvider source) {
        return new ProvidedEmbedder(provider, source);
    }

    /** Tries the model in the background, which may take its time; one that fails is tried again later. */
    public ProvidedEmbedder start(Executor background) {
        background.execute(() -> tryOut(background, FIRST_PAUSE_SECONDS));
        return this;
    }

    private void tryOut(Executor background, long pauseSeconds) {
        try {
            vectors(List.of("ready"));
            end(ModelState.LOADED, null);
            LOG.info("embedding model ready model={} dimensions={} provider={}", model, dimensions, provider);
        } catch (CaxtonException e) {
            end(ModelState.MISSING, e.problem().detail());
            LOG.error(
                    "embedding model cannot be used, search by meaning is off; tried again in {} s: {}",
                    pauseSeconds,
                    e.problem().detail(),
                    e);
            // A background that is shut down by then takes it no more.
            CompletableFuture.delayedExecutor(pauseSeconds, TimeUnit.SECONDS, background)
                    .execute(() -> tryOut(background, Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS)));
        }
    }

    private void end(ModelState end, @Nullable String why) {
        reason = why;
        state = end;
        ready.complete(end);
    }

    @Override
    public ModelState state() {
        return state;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        if (state != ModelState.LOADED) {
            String why = reason;
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "embedding model '" + model + "' is " + state + (why == null ? "" : ": " + why),
                    state == ModelState.STARTING ? "Try again in a moment." : "The log says why.");
        }
        return texts.isEmpty() ? List.of() : vectors(texts);
    }

    private List<float[]> vectors(List<String> texts) {
        List<float[]> given;
        busy.begin();
        try {
            given = source.embedAll(List.copyOf(texts));
        } catch (RuntimeException | LinkageError e) {
            throw misbehaved("embedAll failed with " + e.getClass().getName(), e);
        } finally {
            busy.end();
        }
        requested.add(texts.size());
        if (given == null || given.size() != texts.size()) {
            throw misbehaved(
                    "embedAll of " + texts.size() + " texts returned "
                            + (given == null ? "null" : given.size() + " vectors"),
                    null);
        }
        List<float[]> result = new ArrayList<>(given.size());
        for (float[] vector : given) {
            result.add(ofLengthOne(vector));
        }
        return result;
    }

    private float[] ofLengthOne(float[] vector) {
        if (vector == null || vector.length != dimensions) {
            throw misbehaved(
                    "embedAll returned " + (vector == null ? "a null" : "a vector of length " + vector.length)
                            + ", expected vectors of length " + dimensions,
                    null);
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!Double.isFinite(length) || length < SMALLEST_LENGTH) {
            throw misbehaved("embedAll returned a vector of length " + length + ", expected a direction", null);
        }
        float[] result = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            result[i] = (float) (vector[i] / length);
        }
        return result;
    }

    @Override
    public CompletableFuture<ModelState> ready() {
        return ready;
    }

    @Override
    public EmbeddingFigures figures() {
        long computed = requested.sum();
        return new EmbeddingFigures(computed, 0, computed, busy.nanos(), 0, 0);
    }

    private CaxtonException misbehaved(String what, @Nullable Throwable cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.EMBEDDING_UNAVAILABLE,
                        "Embedding model provider " + provider + " misbehaved: " + what,
                        "This provider was added by a program; its author can repair it."),
                cause);
    }

    private static CaxtonException unusable(String provider, String what, @Nullable Throwable cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "Embedding model provider " + provider + " cannot be used: " + what,
                        "Correct the provider, or leave it out."),
                cause);
    }
}
