package dev.caxton.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server of a data directory listens, as {@code server.json} in it says.
 *
 * @param pid its process
 * @param url its base
 * @param started when it began to listen
 * @param certificate PEM file of the certificate that it shows; null for a server without TLS
 */
public record ServerAddress(
        long pid, URI url, Instant started, @Nullable Path certificate) {

    /** Process start times are rounded to the second and follow corrections of the clock. */
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(5);

    /** The address of a server without TLS. */
    public ServerAddress(long pid, URI url, Instant started) {
        this(pid, url, started, null);
    }

    /** The file in a data directory. */
    public static Path fileIn(Path dataDirectory) {
        return dataDirectory.resolve("server.json");
    }

    /** What the file says; empty where there is none or it is not ours. The server may be gone: {@link #isAlive}. */
    public static Optional<ServerAddress> read(Path dataDirectory) throws IOException {
        String json;
        try {
            json = Files.readString(fileIn(dataDirectory));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        // A JSON library would double the time that the command line takes.
        Optional<String> pid = value(json, "\"pid\"\\s*:\\s*(\\d{1,18})");
        Optional<String> url = value(json, "\"url\"\\s*:\\s*\"([^\"\\\\]*)\"");
        Optional<String> started = value(json, "\"started\"\\s*:\\s*\"([^\"\\\\]*)\"");
        if (pid.isEmpty() || url.isEmpty() || started.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerAddress(
                    Long.parseLong(pid.get()),
                    URI.create(url.get()),
                    Instant.parse(started.get()),
                    value(json, "\"certificate\"\\s*:\\s*\"([^\"\\\\]*)\"")
                            .map(Path::of)
                            .orElse(null)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            // Written by something else: the same as no file.
            return Optional.empty();
        }
    }

    /** Whether the process still runs here; a later process with the same number does not count. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(begin -> !begin.isAfter(started.plus(START_TIME_TOLERANCE)))
                        .orElse(true))
                .isPresent();
    }

    /** The content of the file. */
    public String toJson() {
        return "{\"pid\":" + pid + ",\"url\":\"" + url + "\",\"started\":\"" + started + '"'
                + (certificate == null ? "" : ",\"certificate\":\"" + certificate + '"') + "}\n";
    }

    private static Optional<String> value(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
