package dev.caxton.war.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a JVM in another process holds, as Linux and the JDK's own tools see it. */
final class WatchedProcess {

    private final long pid;

    WatchedProcess(long pid) {
        this.pid = pid;
    }

    /** Collects garbage; classes are unloaded in it. */
    void collect() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    /** Number of class loaders whose name or class contains a word. */
    long classLoaders(String word) throws IOException, InterruptedException {
        return jcmd("VM.classloaders")
                .lines()
                .filter(line -> line.contains(word))
                .count();
    }

    /** Names of the platform threads that begin with a word, and how many there are of each. */
    TreeMap<String, Long> threads(String word) throws IOException, InterruptedException {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"" + word))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** Files that are mapped into memory and whose name contains a word. */
    TreeSet<String> mappings(String word) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps")).stream()
                .filter(line -> line.contains(word))
                .map(line -> line.substring(line.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the open file descriptors lead to, those that contain a word. */
    List<String> descriptors(String word) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors
                    .map(WatchedProcess::target)
                    .filter(target -> target.contains(word))
                    .sorted()
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("jcmd " + command + " failed:\n" + output);
        }
        return output;
    }
}
