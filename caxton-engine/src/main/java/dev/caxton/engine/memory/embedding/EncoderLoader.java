package dev.caxton.engine.memory.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens encoders, over ONNX Runtime as this class loader sees it, or over the one that all applications of a process
 * share.
 *
 * <p>ONNX Runtime registers a shutdown hook that nobody can take back, and its native libraries belong to one class
 * loader for good. In an application that is deployed again and again both would pin each deployment for as long as the
 * server runs; so its classes are loaded once, by {@link SharedOnnxRuntime}, and only {@link OnnxEncoder}, which calls
 * them, again for each deployment.
 */
final class EncoderLoader {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderLoader.class);

    private final Class<?> encoder;

    private EncoderLoader(Class<?> encoder) {
        this.encoder = encoder;
    }

    /** A loader whose native libraries lie in a directory. */
    static EncoderLoader in(Path runtimeDirectory) {
        ClassLoader ours = EncoderLoader.class.getClassLoader();
        boolean forGood = Objects.equals(ours, ClassLoader.getSystemClassLoader());
        boolean anothers = !Objects.equals(OrtEnvironment.class.getClassLoader(), ours);
        if (ours != null && !forGood && !anothers) {
            try {
                return new EncoderLoader(ownClass(ours, SharedOnnxRuntime.in(runtimeDirectory)));
            } catch (IOException | ClassNotFoundException e) {
                LOG.warn(
                        "ONNX Runtime cannot be shared from {}; this deployment stays in memory when it is undeployed:"
                                + " {}",
                        runtimeDirectory,
                        e.toString());
            }
        }
        NativeLibraries.prepare(runtimeDirectory);
        return new EncoderLoader(OnnxEncoder.class);
    }

    private static Class<?> ownClass(ClassLoader ours, ClassLoader runtime) throws ClassNotFoundException {
        return new EncoderClasses(ours, runtime).loadClass(OnnxEncoder.class.getName());
    }

    /** Opens the model from its file. */
    Encoder open(Path model, int dimensions, int padding) throws IOException {
        return open(Path.class, model, dimensions, padding);
    }

    /** Opens the model from its bytes, for where no file can be written. */
    Encoder open(byte[] model, int dimensions, int padding) throws IOException {
        return open(byte[].class, model, dimensions, padding);
    }

    private Encoder open(Class<?> form, Object model, int dimensions, int padding) throws IOException {
        try {
            Method open = encoder.getDeclaredMethod("open", form, int.class, int.class);
            open.setAccessible(true);
            return (Encoder) open.invoke(null, model, dimensions, padding);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException("ONNX Runtime cannot open the model: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@link OnnxEncoder} anew, bound to the shared runtime; everything else as its parent has it. */
    private static final class EncoderClasses extends ClassLoader {

        private final ClassLoader runtime;

        EncoderClasses(ClassLoader ours, ClassLoader runtime) {
            super("caxton-encoder", ours);
            this.runtime = runtime;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(SharedOnnxRuntime.PACKAGE)) {
                return runtime.loadClass(name);
            }
            if (!name.equals(OnnxEncoder.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
