package dev.caxton.engine.memory.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ONNX Runtime load its native libraries from the runtime directory instead of unpacking 24 MB into the temporary
 * folder at each start.
 *
 * <p>ONNX Runtime reads {@value #PATH_PROPERTY} once, when its first class is initialised; a path that an operator has
 * set stays in force. For class loaders that last as long as the process; {@link SharedOnnxRuntime} serves the others. The
 * JVM binds a native library to one class loader for good, so that a web application deployed
 * again finds the file taken: it then gets a copy of its own.
 */
final class NativeLibraries {

    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
    private static final String RESOURCES = "/ai/onnxruntime/native/";
    /** How often one JVM may deploy the engine again before the libraries go to the temporary folder. */
    private static final int MOST_COPIES = 16;

    private NativeLibraries() {}

    /**
     * Puts the libraries below a directory and points ONNX Runtime there. Where that cannot be done it is left to
     * unpack them itself, with a warning.
     */
    static void prepare(Path runtimeDirectory) {
        String given = System.getProperty(PATH_PROPERTY);
        if (given != null && isUsable(given)) {
            return;
        }
        List<PinnedFile> libraries = forThisPlatform();
        if (libraries.isEmpty()) {
            return;
        }
        try {
            for (int copy = 1; copy <= MOST_COPIES; copy++) {
                Path directory = runtimeDirectory.resolve(copy == 1 ? "native" : "native-" + copy);
                for (PinnedFile library : libraries) {
                    library.installIn(directory);
                }
                if (isLoadable(directory)) {
                    System.setProperty(PATH_PROPERTY, directory.toAbsolutePath().toString());
                    return;
                }
            }
            LOG.warn("native libraries cannot be loaded from {}; the temporary folder is used", runtimeDirectory);
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.warn(
                    "native libraries cannot be kept in {}; the temporary folder is used: {}",
                    runtimeDirectory,
                    e.toString());
        }
        System.clearProperty(PATH_PROPERTY);
    }

    private static boolean isUsable(String given) {
        try {
            return isLoadable(Path.of(given));
        } catch (UnsatisfiedLinkError e) {
            LOG.warn("native libraries cannot be loaded from {}={}: {}", PATH_PROPERTY, given, e.getMessage());
            return false;
        }
    }

    /**
     * Whether ONNX Runtime will be able to load the library from a directory; false if another class loader has taken
     * it. Loading twice by one class loader does nothing.
     */
    @SuppressWarnings("restricted")
    private static boolean isLoadable(Path directory) {
        if (!Objects.equals(OrtEnvironment.class.getClassLoader(), NativeLibraries.class.getClassLoader())) {
            return true;
        }
        try {
            System.load(directory
                    .resolve(System.mapLibraryName("onnxruntime").replace("jnilib", "dylib"))
                    .toAbsolutePath()
                    .toString());
            return true;
        } catch (UnsatisfiedLinkError e) {
            if (String.valueOf(e.getMessage()).contains("another classloader")) {
                return false;
            }
            throw e;
        }
    }

    /** The libraries of ONNX Runtime 1.28.0 for this system; empty where it has none. */
    static List<PinnedFile> forThisPlatform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        if (os.contains("linux") && intel) {
            return LINUX_X64;
        }
        if (os.contains("linux") && arm) {
            return LINUX_AARCH64;
        }
        if (os.contains("mac") && arm) {
            return OSX_AARCH64;
        }
        if (os.contains("win") && intel) {
            return WIN_X64;
        }
        return List.of();
    }

    static final List<PinnedFile> LINUX_X64 = List.of(
            pinned(
                    "linux-x64/libonnxruntime.so",
                    24_268_848,
                    "1461ef7cc3d9e49982591721683cc3e3a55580aeca9a5254e7aac47b75ee4bab"),
            pinned(
                    "linux-x64/libonnxruntime4j_jni.so",
                    88_352,
                    "ea5e379b2de94c4d909f9ccdf7bafd19eabfee5cd075377e139fe2795ade854c"));

    static final List<PinnedFile> LINUX_AARCH64 = List.of(
            pinned(
                    "linux-aarch64/libonnxruntime.so",
                    20_591_712,
                    "f1ec1a08eb99bd6e5401340f0a2b101381bf4694415480291dc13bcaa30f9ec7"),
            pinned(
                    "linux-aarch64/libonnxruntime4j_jni.so",
                    198_792,
                    "3a245e5e8170b4e96d0e3f3707c489b3aa02b426faa7f09c6ad8b0a689134994"));

    static final List<PinnedFile> OSX_AARCH64 = List.of(
            pinned(
                    "osx-aarch64/libonnxruntime.dylib",
                    39_312_136,
                    "22ca56ee53278fd8ee690e006e0259f9b152c0fc86f49e720fb938a846f75575"),
            pinned(
                    "osx-aarch64/libonnxruntime4j_jni.dylib",
                    104_456,
                    "298c1b52cd2dfda74481f17be25c07a54bf51bdd2faf4cccde599bc4bcc9c667"));

    static final List<PinnedFile> WIN_X64 = List.of(
            pinned(
                    "win-x64/onnxruntime.dll",
                    15_809_848,
                    "8a1e380424243aad62d40c12154d60593fd1c93452849ba0c590a7a2b0a16b54"),
            pinned(
                    "win-x64/onnxruntime4j_jni.dll",
                    92_512,
                    "ae04d3135e65ce4dc97b6950470e370a26d2796fd0966ff5b90e8fe386156878"),
            pinned(
                    "win-x64/onnxruntime_providers_shared.dll",
                    21_816,
                    "6e781a8b103731e8a42adb79a22329cdad5a11acff3e5c57e0aaebbb500f17a8"));

    private static PinnedFile pinned(String path, long bytes, String sha256) {
        return new PinnedFile(RESOURCES + path, path.substring(path.indexOf('/') + 1), bytes, sha256);
    }
}
