package dev.caxton.engine.memory.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A sentence transformer in ONNX Runtime: tokens in, one vector of length one for each text out.
 *
 * <p>One session serves all threads: with a single intra-op thread each call computes on the thread that makes it, so
 * that a second session would only hold the 90 MB of weights twice. May be shared between threads; not while closing.
 *
 * <p>Made by {@link EncoderLoader}, perhaps in a class loader of its own, so that it must know no other class of ours.
 */
final class OnnxEncoder implements Encoder {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int dimensions;
    private final int padding;

    private OnnxEncoder(OrtEnvironment environment, OrtSession session, int dimensions, int padding) {
        this.environment = environment;
        this.session = session;
        this.dimensions = dimensions;
        this.padding = padding;
    }

    /** Opens the model from its file, whose weights then need no copy on the Java heap. */
    static OnnxEncoder open(Path model, int dimensions, int padding) throws OrtException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = options()) {
            return new OnnxEncoder(
                    environment, environment.createSession(model.toString(), options), dimensions, padding);
        }
    }

    /** Opens the model from its bytes, for where no file can be written. */
    static OnnxEncoder open(byte[] model, int dimensions, int padding) throws OrtException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = options()) {
            return new OnnxEncoder(environment, environment.createSession(model, options), dimensions, padding);
        }
    }

    private static OrtEnvironment environment() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        environment.setTelemetry(false); // trace events on Windows
        return environment;
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Shapes differ from call to call, so that planned memory would only pile up.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    @Override
    public float[][] encode(int[][] texts) throws OrtException {
        int longest = 0;
        for (int[] text : texts) {
            longest = Math.max(longest, text.length);
        }
        long[] ids = new long[texts.length * longest];
        long[] mask = new long[ids.length];
        for (int row = 0; row < texts.length; row++) {
            int[] text = texts[row];
            int start = row * longest;
            for (int i = 0; i < longest; i++) {
                ids[start + i] = i < text.length ? text[i] : padding;
                mask[start + i] = i < text.length ? 1 : 0;
            }
        }
        long[] shape = {texts.length, longest};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor typeTensor =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            return pool(states, texts, longest);
        }
    }

    /** Mean over a text's own tokens, padding left out, then scaled to length one. */
    private float[][] pool(FloatBuffer states, int[][] texts, int longest) {
        float[][] vectors = new float[texts.length][];
        float[] token = new float[dimensions];
        for (int row = 0; row < texts.length; row++) {
            float[] vector = new float[dimensions];
            for (int i = 0; i < texts[row].length; i++) {
                states.get((row * longest + i) * dimensions, token);
                for (int d = 0; d < dimensions; d++) {
                    vector[d] += token[d];
                }
            }
            scaleToOne(vector);
            vectors[row] = vector;
        }
        return vectors;
    }

    private static void scaleToOne(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float factor = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= factor;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
