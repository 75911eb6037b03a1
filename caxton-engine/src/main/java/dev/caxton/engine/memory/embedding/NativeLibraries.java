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
 * Makes ONNX Runtime load its native libraries from the runtime directory instead of unpacking 28 MB into the temporary
 * folder at each start.
 *
 * <p>ONNX Runtime reads {@value #PATH_PROPERTY} once, when its first class is initialised; a path that an operator has
 * set stays in force. The JVM binds a native library to one class loader for good, so that a web application deployed
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

    /** The libraries of ONNX Runtime 1.29.0 for this system; empty where it has none. */
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
                    28_497_752,
                    "5715f06d8992ca8eeeddcce43df3a7d38f97d537052126f558e912cb312460ca"),
            pinned(
                    "linux-x64/libonnxruntime4j_jni.so",
                    88_352,
                    "5017145b4d1ce745c42d88d17bd80612500a20399fa0fad406e5cfbacdb5b8c8"));

    static final List<PinnedFile> LINUX_AARCH64 = List.of(
            pinned(
                    "linux-aarch64/libonnxruntime.so",
                    24_538_024,
                    "a27d21126db312aa8f02f3d5eaebe466e991f51f469882e6d0407d5a8b64afda"),
            pinned(
                    "linux-aarch64/libonnxruntime4j_jni.so",
                    198_792,
                    "b3c7701465371191b9f19ef3794d4e6cd02d09c797392b81d86b83cb75526e5d"));

    static final List<PinnedFile> OSX_AARCH64 = List.of(
            pinned(
                    "osx-aarch64/libonnxruntime.dylib",
                    43_151_368,
                    "07c5a23fecedb27d9325b1b2ba0c87830173f87b64edf2b294e32931af5c09cb"),
            pinned(
                    "osx-aarch64/libonnxruntime4j_jni.dylib",
                    104_456,
                    "dcd561b282af0d83523f637f8a28752fd638f9b0c1d3bf8a6de22e4a67f44a85"));

    static final List<PinnedFile> WIN_X64 = List.of(
            pinned(
                    "win-x64/onnxruntime.dll",
                    16_149_344,
                    "c1bae2b15344db7e27ad4ec07d1408630d290700d0db031d973e954e46eabf48"),
            pinned(
                    "win-x64/onnxruntime4j_jni.dll",
                    92_472,
                    "54d534e343e8fe273774d38a375e769798a4b632f031923ed5c1a605b5ea50be"),
            pinned(
                    "win-x64/onnxruntime_providers_shared.dll",
                    21_816,
                    "db25c0488566b7c23224211a6420313b77675e7894dd6792679041360cf7ec66"));

    private static PinnedFile pinned(String path, long bytes, String sha256) {
        return new PinnedFile(RESOURCES + path, path.substring(path.indexOf('/') + 1), bytes, sha256);
    }
}
