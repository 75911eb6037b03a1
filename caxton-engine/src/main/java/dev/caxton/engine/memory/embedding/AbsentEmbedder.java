package dev.caxton.engine.memory.embedding;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import java.util.List;

/** What stands where no model is configured. */
final class AbsentEmbedder implements Embedder {

    @Override
    public ModelState state() {
        return ModelState.MISSING;
    }

    @Override
    public String model() {
        return "none";
    }

    @Override
    public int dimensions() {
        return 0;
    }

    @Override
    public float[] embed(String text) {
        throw unavailable();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        throw unavailable();
    }

    private static CaxtonException unavailable() {
        return CaxtonException.of(
                ProblemType.EMBEDDING_UNAVAILABLE,
                "embedding model is 'none', expected one for search by meaning",
                "set memory.embedding_model to " + OnnxEmbeddingModel.NAME);
    }
}
