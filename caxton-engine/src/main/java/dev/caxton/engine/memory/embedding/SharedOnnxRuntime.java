package dev.caxton.engine.memory.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's classes and native libraries, once in a process, however many applications use them and come and go.
 *
 * <p>Everything that outlives an application here is of the JDK or of ONNX Runtime: the class loader, which reads a jar in
 * the runtime directory, the future that holds it, and the thread that ONNX Runtime is first called on.
 */
final class SharedOnnxRuntime {

    static final String PACKAGE = "ai.onnxruntime.";

    /** Not a string, so that nothing that lists settings shows it. The version is that of the libraries. */
    private static final String KEY = "dev.caxton.onnxruntime:1.28.0";

    private static final String ENTRANCE = "ai/onnxruntime/OrtEnvironment";
    private static final Pattern CLASS_NAMES = Pattern.compile("ai/onnxruntime/[A-Za-z0-9_$/]+");
    private static final String JAR = "onnxruntime-classes.jar";
    /** Versions of ONNX Runtime, in one process, that share a runtime directory one after the other. */
    private static final int MOST_VERSIONS = 16;

    private SharedOnnxRuntime() {}

    /** The class loader of this process's ONNX Runtime; the first caller decides where its files are. */
    static ClassLoader in(Path runtimeDirectory) throws IOException {
        CompletableFuture<ClassLoader> mine = new CompletableFuture<>();
        if (System.getProperties().putIfAbsent(KEY, mine) instanceof CompletableFuture<?> earlier) {
            return (ClassLoader) earlier.join();
        }
        try {
            ClassLoader loader = start(runtimeDirectory);
            mine.complete(loader);
            return loader;
        } finally {
            if (!mine.isDone()) {
                System.getProperties().remove(KEY);
                mine.cancel(false);
            }
        }
    }

    private static ClassLoader start(Path runtimeDirectory) throws IOException {
        URL[] jar = {writeJar(runtimeDirectory).toUri().toURL()};
        String previous = System.getProperty(NativeLibraries.PATH_PROPERTY);
        try {
            for (int version = 1; version <= MOST_VERSIONS; version++) {
                Path natives = runtimeDirectory.resolve(version == 1 ? "native" : "native-" + version);
                List<PinnedFile> libraries = NativeLibraries.forThisPlatform();
                for (PinnedFile library : libraries) {
                    library.installIn(natives);
                }
                if (!libraries.isEmpty() && previous == null) {
                    System.setProperty(
                            NativeLibraries.PATH_PROPERTY,
                            natives.toAbsolutePath().toString());
                }
                URLClassLoader loader = classLoader(jar);
                if (begin(loader)) {
                    return loader;
                }
                loader.close();
            }
        } finally {
            if (previous == null) {
                System.clearProperty(NativeLibraries.PATH_PROPERTY);
            }
        }
        throw new IOException("other class loaders hold all native libraries in " + runtimeDirectory);
    }

    /**
     * Makes ONNX Runtime's environment, and with it its shutdown hook; false if another class loader has its libraries.
     */
    private static boolean begin(ClassLoader loader) throws IOException {
        try {
            Class<?> environment = loader.loadClass(PACKAGE + "OrtEnvironment");
            Class<?> level = loader.loadClass(PACKAGE + "OrtLoggingLevel");
            Object errors = level.getField("ORT_LOGGING_LEVEL_ERROR").get(null);
            MethodHandle make = MethodHandles.publicLookup()
                    .findStatic(environment, "getEnvironment", MethodType.methodType(environment, level))
                    .bindTo(errors);
            onJdkThread(make);
            return true;
        } catch (ExecutionException e) {
            if (isTaken(e)) {
                return false;
            }
            throw new IOException("ONNX Runtime does not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this is another ONNX Runtime than expected: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ONNX Runtime was starting", e);
        }
    }

    private static URLClassLoader classLoader(URL[] jar) throws IOException {
        try {
            MethodHandle make = MethodHandles.publicLookup()
                    .findConstructor(
                            URLClassLoader.class,
                            MethodType.methodType(void.class, String.class, URL[].class, ClassLoader.class));
            return (URLClassLoader) onJdkThread(MethodHandles.insertArguments(
                    make, 0, "caxton-onnxruntime", jar, ClassLoader.getPlatformClassLoader()));
        } catch (ReflectiveOperationException | ExecutionException e) {
            throw new IllegalStateException("every JDK has this constructor", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ONNX Runtime was starting", e);
        }
    }

    /**
     * Calls something that makes a thread or a class loader, which remember the class loader and, before Java 24, the
     * stack of whoever makes them: on a thread of the JDK, with nothing of ours on its stack.
     */
    private static Object onJdkThread(MethodHandle call) throws ExecutionException, InterruptedException {
        Callable<?> callable = MethodHandleProxies.asInterfaceInstance(Callable.class, call);
        return ForkJoinPool.commonPool().submit(callable).get();
    }

    private static boolean isTaken(@Nullable Throwable failure) {
        return failure != null
                && (String.valueOf(failure.getMessage()).contains("another classloader")
                        || isTaken(failure.getCause()));
    }

    private static Path writeJar(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "onnxruntime", ".tmp");
        try {
            try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                for (Map.Entry<String, byte[]> one : classes().entrySet()) {
                    jar.putNextEntry(new ZipEntry(one.getKey() + ".class"));
                    jar.write(one.getValue());
                }
            }
            return Files.move(
                    unfinished,
                    directory.resolve(JAR),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Every class of ONNX Runtime that its environment leads to, by name. An application's libraries cannot be listed in
     * every server, so the names are taken from the classes themselves.
     */
    static Map<String, byte[]> classes() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Deque<String> unread = new ArrayDeque<>(List.of(ENTRANCE));
        while (!unread.isEmpty()) {
            String name = unread.pop();
            try (InputStream in = SharedOnnxRuntime.class.getResourceAsStream("/" + name + ".class")) {
                if (in == null || classes.containsKey(name)) {
                    continue;
                }
                byte[] bytes = in.readAllBytes();
                classes.put(name, bytes);
                Matcher names = CLASS_NAMES.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
                while (names.find()) {
                    unread.push(names.group());
                }
            }
        }
        return classes;
    }
}
