package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ExitCode;
import dev.caxton.tls.PemFile;
import dev.caxton.tls.TlsContexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as an operator handles them: the packaged program makes them, serves with them and takes new ones. */
class TlsServerIT {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    @TempDir
    Path directory;

    /**
     * What a command came to.
     *
     * @param exit exit code
     */
    private record Ran(int exit, String out, String err) {
        Ran succeeded() {
            assertThat(exit).as(out + err).isZero();
            return this;
        }
    }

    @Test
    void servesWithCertificatesOfItsOwnCommandsAndTakesNewOnes() throws Exception {
        Path certs = directory.resolve("data/certs");
        caxton("security", "init-ca").succeeded();
        assertThat(caxton("security", "rotate-certs").succeeded().out()).contains("good until ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certs.resolve("server.key"))))
                .isEqualTo("rw-------");
        assertThat(caxton("security", "cert-status").succeeded().out())
                .contains("NODE-ID", "EXPIRES-IN", "STATUS", "89 days", "OK", "server.crt");

        try (TlsServer server = start("--override", "server.tls.enabled=true")) {
            assertThat(server.port()).isPositive();
            caxton("agents", "list").succeeded(); // trusts the very certificate of the server on this data directory
            caxton(
                            "--url",
                            "https://localhost:" + server.port(),
                            "--ca-file",
                            certs.resolve("ca.crt").toString(),
                            "agents",
                            "list")
                    .succeeded();
            Ran stranger = caxton("--url", "https://localhost:" + server.port(), "agents", "list");
            assertThat(stranger.exit()).isEqualTo(ExitCode.UNREACHABLE.code());
            assertThat(stranger.err()).contains("--ca-file");

            X509Certificate before = server.shown();
            caxton("security", "rotate-certs").succeeded();
            X509Certificate rotated = server.changesFrom(before);
            assertThat(rotated).isEqualTo(first(certs.resolve("server.crt")));
            assertThat(rotated.getSubjectAlternativeNames())
                    .containsExactlyElementsOf(before.getSubjectAlternativeNames());
            caxton("agents", "list").succeeded();

            caxton("security", "rotate-certs").succeeded();
            server.hup();
            server.changesFrom(rotated);

            Files.writeString(certs.resolve("server.crt"), "nonsense");
            server.logs("The new certificate is refused and the old one goes on");
            server.shown();
        }
    }

    @Test
    void showsItsOwnCertificateWhereOneIsRequired() throws Exception {
        Path certs = directory.resolve("data/certs");
        caxton("security", "init-ca").succeeded();
        caxton("security", "rotate-certs").succeeded();
        caxton("security", "rotate-certs", "--client", "operator").succeeded();
        try (TlsServer server = start(
                "--override",
                "server.tls.enabled=true",
                "--override",
                "server.tls.client_auth=required",
                "--override",
                "server.tls.ca_path=" + certs.resolve("ca.crt"))) {
            assertThat(server.port()).isPositive();
            assertThat(caxton("agents", "list").exit()).isEqualTo(ExitCode.UNREACHABLE.code());
            shown(certs, "agents", "list").succeeded();
            shown(certs, "keys", "create", "helpdesk", "--role", "user").succeeded();
            assertThat(shown(certs, "audit", "list", "--json").succeeded().out())
                    .containsPattern("\"actor\"\\s*:\\s*\"certificate:CN=operator[^\"]*\"");
        }
    }

    @Test
    void warnsOfTheEndAndAnswersNoAfterIt() throws Exception {
        String here = directory.resolve("pki").toString();
        caxton("security", "init-ca", "--output", here).succeeded();
        caxton("security", "rotate-certs", "--output", here, "--host", "node-1.example", "--days", "25")
                .succeeded();
        assertThat(caxton("security", "cert-status", "--output", here)
                        .succeeded()
                        .out())
                .contains("24 days", "WARNING");
        assertThat(caxton("security", "cert-status", "--output", here, "--json")
                        .succeeded()
                        .out())
                .contains("\"status\"", "\"expires_in_days\"", "\"node_id\"");

        caxton(
                        "security",
                        "rotate-certs",
                        "--ca-cert",
                        here + "/ca.crt",
                        "--ca-key",
                        here + "/ca.key",
                        "--output",
                        here,
                        "--days",
                        "0")
                .succeeded();
        Files.writeString(directory.resolve("pki/other.crt"), "nonsense");
        Ran ended = caxton("security", "cert-status", "--output", here);
        assertThat(ended.exit()).isEqualTo(ExitCode.FAILED.code());
        assertThat(ended.out()).contains("EXPIRED", "BROKEN");
        assertThat(ended.err()).contains("server.crt is EXPIRED", "other.crt is BROKEN");
    }

    @Test
    void keepsAnAuthorityAsideAndRefusesWhatIsNone() throws Exception {
        String here = directory.resolve("pki").toString();
        caxton("security", "init-ca", "--output", here).succeeded();
        byte[] first = Files.readAllBytes(directory.resolve("pki/ca.crt"));
        assertThat(caxton("security", "init-ca", "--output", here).succeeded().err())
                .contains("is kept as");
        try (var files = Files.list(directory.resolve("pki"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("ca.crt.")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasBinaryContent(first));
        }
        Ran none = caxton("security", "rotate-certs", "--ca-cert", "gone.crt", "--ca-key", "gone.key");
        assertThat(none.exit()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(none.err()).contains("gone.crt", "caxton security init-ca");
        caxton("security", "rotate-certs", "--output", here).succeeded();
        Ran leaf = caxton(
                "security",
                "rotate-certs",
                "--output",
                here,
                "--ca-cert",
                here + "/server.crt",
                "--ca-key",
                here + "/server.key");
        assertThat(leaf.exit()).isEqualTo(ExitCode.FAILED.code());
        assertThat(leaf.err()).contains("is no certificate authority");
    }

    /** A command of whoever holds the certificate of a client. */
    private Ran shown(Path certs, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--client-cert",
                certs.resolve("operator.crt").toString(),
                "--client-key",
                certs.resolve("operator.key").toString()));
        all.addAll(List.of(words));
        return caxton(all.toArray(String[]::new));
    }

    private static X509Certificate first(Path file) {
        return PemFile.read(file).certificates().getFirst();
    }

    private Ran caxton(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>(ServerUnderTest.java());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_"));
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private TlsServer start(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--override", "memory.embedding_model=none"));
        all.addAll(List.of(options));
        Path log = directory.resolve("server.log");
        Process process = ServerUnderTest.launch(directory, log, all.toArray(String[]::new));
        TlsServer server = new TlsServer(process, log);
        server.logs("Caxton listens on https://");
        return server;
    }

    /** A server that speaks TLS, in a process of its own. */
    private final class TlsServer implements AutoCloseable {

        private final Process process;
        private final Path log;

        TlsServer(Process process, Path log) {
            this.process = process;
            this.log = log;
        }

        int port() throws IOException {
            return dev.caxton.wire.ServerAddress.read(directory.resolve("data"))
                    .orElseThrow()
                    .url()
                    .getPort();
        }

        void hup() throws Exception {
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /** The certificate that a new connection sees. */
        X509Certificate shown() throws IOException {
            var trusted = PemFile.read(directory.resolve("data/certs/ca.crt")).certificates();
            try (SSLSocket socket =
                    (SSLSocket) TlsContexts.of(null, trusted).getSocketFactory().createSocket("127.0.0.1", port())) {
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        }

        X509Certificate changesFrom(X509Certificate before) throws IOException {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            X509Certificate now = shown();
            while (now.equals(before)) {
                assertThat(System.nanoTime())
                        .as("the certificate is still the old one")
                        .isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                now = shown();
            }
            return now;
        }

        void logs(String text) throws IOException {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!Files.readString(log, StandardCharsets.UTF_8).contains(text)) {
                assertThat(System.nanoTime())
                        .as("no '" + text + "' in:\n" + Files.readString(log))
                        .isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }
}
