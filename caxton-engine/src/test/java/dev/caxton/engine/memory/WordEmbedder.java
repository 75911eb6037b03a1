package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.memory.embedding.Embedder;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Texts that share words are alike; no model, and the test says when it is loaded. */
final class WordEmbedder implements Embedder {

    static final int DIMENSIONS = 256;

    private final CompletableFuture<ModelState> ready = new CompletableFuture<>();
    private final String name;
    private final int dimensions;
    private volatile ModelState state = ModelState.STARTING;

    private WordEmbedder(String name, int dimensions) {
        this.name = name;
        this.dimensions = dimensions;
    }

    static WordEmbedder loaded() {
        return named("words");
    }

    /** Another model, whose vectors cannot be compared with those of others. */
    static WordEmbedder named(String name) {
        return named(name, DIMENSIONS);
    }

    /** A model with vectors of another length. */
    static WordEmbedder named(String name, int dimensions) {
        WordEmbedder embedder = new WordEmbedder(name, dimensions);
        embedder.load();
        return embedder;
    }

    static WordEmbedder starting() {
        return new WordEmbedder("words", DIMENSIONS);
    }

    static WordEmbedder starting(String name) {
        return new WordEmbedder(name, DIMENSIONS);
    }

    static WordEmbedder starting(String name, int dimensions) {
        return new WordEmbedder(name, dimensions);
    }

    void load() {
        state = ModelState.LOADED;
        ready.complete(state);
    }

    @Override
    public ModelState state() {
        return state;
    }

    @Override
    public String model() {
        return name;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public CompletableFuture<ModelState> ready() {
        return ready.copy();
    }

    @Override
    public float[] embed(String text) {
        if (state != ModelState.LOADED) {
            throw CaxtonException.of(ProblemType.EMBEDDING_UNAVAILABLE, "embedding model is starting", (String) null);
        }
        float[] vector = new float[dimensions];
        String[] words = text.toLowerCase(Locale.ROOT).split("\\W+");
        for (String word : words) {
            Random direction = new Random(31L * name.hashCode() + word.hashCode());
            for (int i = 0; i < dimensions; i++) {
                vector[i] += (float) direction.nextGaussian();
            }
        }
        double length = 0;
        for (float value : vector) {
            length += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }
}
