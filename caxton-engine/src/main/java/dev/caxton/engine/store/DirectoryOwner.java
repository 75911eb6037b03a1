package dev.caxton.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a data directory, as its lock file says.
 *
 * @param pid process; {@code unknown} where the file does not say
 * @param host its machine
 * @param started when it took the directory; empty where unknown
 * @param url where it listens; empty before it does
 */
record DirectoryOwner(String pid, String host, String started, String url) {

    private static final String UNKNOWN = "unknown";

    static DirectoryOwner current(String url, @Nullable Instant started) {
        return new DirectoryOwner(
                String.valueOf(ProcessHandle.current().pid()),
                hostName(),
                started == null ? "" : started.toString(),
                url);
    }

    static DirectoryOwner parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new DirectoryOwner(
                values.getOrDefault("pid", UNKNOWN),
                values.getOrDefault("host", UNKNOWN),
                values.getOrDefault("started", ""),
                values.getOrDefault("url", ""));
    }

    String toText() {
        return "pid=" + pid + "\nhost=" + host + "\nstarted=" + started + "\nurl=" + url + "\n";
    }

    String describe() {
        return "process " + pid + " on host " + host + (started.isEmpty() ? "" : " since " + started)
                + (url.isEmpty() ? "" : " at " + url);
    }

    /** Not through the resolver, which may wait for a name server. */
    private static String hostName() {
        Path kernelName = Path.of("/proc/sys/kernel/hostname");
        try {
            if (Files.isReadable(kernelName)) {
                return Files.readString(kernelName).strip();
            }
        } catch (IOException e) {
            // The name is only part of a message.
            return UNKNOWN;
        }
        String name = System.getenv("COMPUTERNAME");
        return name == null ? UNKNOWN : name;
    }
}
