package dev.caxton.embedded.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The note that a running server leaves in its data directory, {@code server.json}.
 *
 * @param pid its process
 * @param url where it answers
 */
public record ServerFile(long pid, URI url) {

    /** Name of the file within the data directory. */
    public static final String NAME = "server.json";

    /** The note of a server whose process is alive; null if there is none, or it cannot be read. */
    public static @Nullable ServerFile ofRunning(Path dataDir) {
        Path file = dataDir.resolve(NAME);
        if (!Files.isReadable(file)) {
            return null;
        }
        try {
            JsonNode json = WireJson.mapper().readTree(Files.readString(file));
            ServerFile note = new ServerFile(
                    json.path("pid").asLong(), URI.create(json.path("url").asText("")));
            boolean complete = note.pid > 0 && note.url.getHost() != null;
            return complete && note.alive() ? note : null;
        } catch (IOException | IllegalArgumentException e) {
            // A note that is half written or damaged says no more than none at all.
            return null;
        }
    }

    /** Whether the server's process is there. */
    public boolean alive() {
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return Files.isDirectory(Path.of("/proc/" + pid));
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
