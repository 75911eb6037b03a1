package dev.caxton.embedded.cli;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.client.HttpCaxton;
import dev.caxton.client.HttpCaxtonOptions;
import dev.caxton.client.SocketTransport;
import dev.caxton.tls.CertifiedKey;
import dev.caxton.tls.PemFile;
import dev.caxton.tls.TlsContexts;
import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server that a command talks to: {@code --url}, {@code CAXTON_URL}, the note of a server that runs on the
 * data directory, host and port of the configuration, port 8080 of this machine.
 */
public final class Door {

    private static final String DEFAULT = "http://127.0.0.1:8080";
    /** Where a server that listens beyond this machine keeps its key. */
    private static final String KEY_FILE = "admin.key";

    private static final List<String> LOOKED_AT =
            List.of("server.host", "server.port", "server.data_dir", "server.tls.enabled", "server.tls.cert_path");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CommandLine line;
    private final Surroundings surroundings;
    private final LocalEngine engine;
    private @Nullable Address address;

    /**
     * Where the server is.
     *
     * @param url its address
     * @param source who said so
     * @param dataDir data directory of a server of this machine; null for one that was found otherwise
     * @param certificate PEM file of the very certificate that it shows; null where only the address is known
     */
    public record Address(
            URI url,
            String source,
            @Nullable Path dataDir,
            @Nullable Path certificate) {}

    Door(CommandLine line, Surroundings surroundings, LocalEngine engine) {
        this.line = line;
        this.surroundings = surroundings;
        this.engine = engine;
    }

    /** A client of the server; nothing is sent yet. */
    public Caxton open() {
        return open(PATIENCE);
    }

    /** As {@link #open()}, with a patience for each request. */
    public Caxton open(Duration patience) {
        Address server = address();
        return HttpCaxton.over(
                transport(server.url(), server.certificate()), new HttpCaxtonOptions(server.url(), key(), patience));
    }

    /** A client of the server that a note names. */
    public Caxton open(ServerAddress note, @Nullable String key, Duration patience) {
        return HttpCaxton.over(
                transport(note.url(), note.certificate()), new HttpCaxtonOptions(note.url(), key, patience));
    }

    /** Trusts the authorities that were named, else the certificate of a server of this machine and nothing but it. */
    private SocketTransport transport(URI url, @Nullable Path certificate) {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return new SocketTransport();
        }
        Path authorities = file("--ca-file", "CAXTON_CA_FILE");
        Path own = file("--client-cert", "CAXTON_CLIENT_CERT");
        Path key = file("--client-key", "CAXTON_CLIENT_KEY");
        CertifiedKey shown =
                own == null ? null : CertifiedKey.of(PemFile.read(own), PemFile.read(key == null ? own : key), null);
        if (authorities != null) {
            return new SocketTransport(
                    TlsContexts.of(shown, PemFile.read(authorities).certificates()), true);
        }
        return certificate == null
                ? new SocketTransport(TlsContexts.of(shown, null), true)
                : new SocketTransport(
                        TlsContexts.of(
                                shown,
                                List.of(PemFile.read(certificate).certificates().getFirst())),
                        false);
    }

    private @Nullable Path file(String option, String variable) {
        String given = given(option, variable);
        return given.isEmpty() ? null : resolve(given);
    }

    /** The key that was given, else the one in the data directory by which the server was found. */
    private @Nullable String key() {
        List<String> named = line.options().get("--key-file");
        if (named != null) {
            return keyIn("--key-file", named.getLast());
        }
        String given = surroundings.variable("CAXTON_API_KEY");
        if (!given.isEmpty()) {
            return given;
        }
        String file = surroundings.variable("CAXTON_API_KEY_FILE");
        if (!file.isEmpty()) {
            return keyIn("CAXTON_API_KEY_FILE", file);
        }
        Path directory = address().dataDir();
        if (directory == null) {
            return null;
        }
        try {
            return Files.readString(directory.resolve(KEY_FILE)).strip();
        } catch (IOException e) {
            // A server on loopback has none, and another user's may not be read: then the server says what it wants.
            return null;
        }
    }

    private String keyIn(String source, String file) {
        try {
            String key = Files.readString(resolve(file)).strip();
            if (!key.isEmpty()) {
                return key;
            }
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_ARGUMENT,
                            source + " is '" + file + "', which cannot be read",
                            "Name a file that holds a key and nothing else."),
                    e);
        }
        throw CaxtonException.of(
                ProblemType.INVALID_ARGUMENT,
                source + " is '" + file + "', which is empty",
                "Name a file that holds a key and nothing else.");
    }

    /**
     * The data directory that this command is about, if no server runs on it; null if one does, or if another server was
     * named. A directory that is not there is an {@code UNREACHABLE}: nothing was meant by it.
     */
    public @Nullable Path idleDataDir() {
        Path directory = dataDir();
        if (!given("--url", "CAXTON_URL").isEmpty() || running(directory) != null) {
            return null;
        }
        if (!Files.isDirectory(directory)) {
            throw CaxtonException.of(
                    ProblemType.UNREACHABLE,
                    "No server runs here, and there is no data directory " + directory,
                    "Name the server with --url, or the directory with --data-dir; 'caxton init' makes one.");
        }
        return directory;
    }

    /** Where the server is, or would be. */
    public Address address() {
        Address known = address;
        if (known == null) {
            known = find();
            address = known;
        }
        return known;
    }

    /** The data directory that this command is about. */
    public Path dataDir() {
        String given = given("--data-dir", "CAXTON_DATA_DIR");
        if (!given.isEmpty()) {
            return resolve(given);
        }
        String configured = configured().getOrDefault("server.data_dir", "");
        return resolve(configured.isEmpty() ? "data" : configured);
    }

    /** The configuration file that was named on the command line; null if none was. */
    public @Nullable Path configFile() {
        List<String> named = line.options().get("--config");
        return named == null ? null : resolve(named.getLast());
    }

    private Address find() {
        String url = given("--url", "CAXTON_URL");
        if (!url.isEmpty()) {
            return new Address(uri(url), line.has("--url") ? "--url" : "CAXTON_URL", null, null);
        }
        boolean configNamed =
                line.has("--config") || !surroundings.variable("CAXTON_CONFIG").isEmpty();
        String directory = given("--data-dir", "CAXTON_DATA_DIR");
        // A server that runs on ./data is meant before the configuration is read, which takes as long as a request.
        Address running =
                configNamed && directory.isEmpty() ? null : running(resolve(directory.isEmpty() ? "data" : directory));
        if (running != null) {
            return running;
        }
        Map<String, String> configured = configured();
        if (directory.isEmpty()) {
            running = running(dataDir());
            if (running != null) {
                return running;
            }
        }
        String port = configured.getOrDefault("server.port", "");
        if (port.isEmpty() || port.equals("0")) {
            return new Address(URI.create(DEFAULT), "default", null, null);
        }
        String host = configured.getOrDefault("server.host", "");
        boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        String name = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        boolean tls = "true".equals(configured.get("server.tls.enabled"));
        String certificate = configured.getOrDefault("server.tls.cert_path", "");
        boolean known = tls && Files.isReadable(Path.of(certificate));
        return new Address(
                uri((tls ? "https://" : "http://") + name + ":" + port),
                "configuration",
                null,
                known ? Path.of(certificate) : null);
    }

    private static @Nullable Address running(Path dataDir) {
        ServerAddress note = RunningServer.on(dataDir);
        return note == null
                ? null
                : new Address(note.url(), ServerAddress.fileIn(dataDir).toString(), dataDir, note.certificate());
    }

    /** What the configuration says of the server; nothing is read where there is no file. */
    private Map<String, String> configured() {
        Path named = configFile();
        boolean any = named != null
                || !surroundings.variable("CAXTON_CONFIG").isEmpty()
                || surroundings.environment().keySet().stream()
                        .anyMatch(name -> name.startsWith("CAXTON_") && name.endsWith("PORT"))
                || Files.exists(resolve("caxton.yaml"))
                || Files.exists(Path.of("/etc/caxton/caxton.yaml"));
        return any ? engine.peek(named, Map.of(), LOOKED_AT) : Map.of();
    }

    private String given(String option, String variable) {
        List<String> values = line.options().get(option);
        return values == null ? surroundings.variable(variable) : values.getLast();
    }

    private Path resolve(String path) {
        return surroundings.workingDirectory().resolve(path).normalize();
    }

    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "URL is '" + text + "', expected one like " + DEFAULT, (String) null);
        }
    }
}
