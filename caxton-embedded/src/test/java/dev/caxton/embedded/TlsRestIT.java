package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.client.HttpCaxton;
import dev.caxton.client.HttpCaxtonOptions;
import dev.caxton.client.SocketTransport;
import dev.caxton.tls.CertificateAuthority;
import dev.caxton.tls.CertifiedKey;
import dev.caxton.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ports over TLS, with real certificates and real handshakes. */
class TlsRestIT {

    @TempDir
    Path directory;

    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() throws IOException {
        certificates = new TestCertificates(directory);
    }

    @Test
    void servesBothPortsToWhoTrustsItsAuthority() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options())) {
            URI metrics = Objects.requireNonNull(fake.server.metricsUri());
            assertThat(fake.server.uri().getScheme()).isEqualTo("https");
            assertThat(get(fake.server.uri().resolve("/api/v1/agents"), certificates.client(""))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(metrics, certificates.client("")).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(fake.server.uri().resolve("/api/v1/agents"), SSLContext.getDefault()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void answersNothingToPlainHttp() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options())) {
            Rest plain =
                    new Rest(URI.create("http://127.0.0.1:" + fake.server.uri().getPort()));

            assertThat(plain.raw("GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .doesNotContain("HTTP", "agents");
        }
    }

    @Test
    void tellsBrowsersToStayWithTls() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options("security.allowed_hosts", "caxton.example"))) {
            String named = raw(fake.server.uri(), "Host: caxton.example");
            String local = raw(fake.server.uri(), "Host: localhost");

            assertThat(named).startsWith("HTTP/1.1 200").contains("Strict-Transport-Security: max-age=31536000");
            assertThat(local).startsWith("HTTP/1.1 200").doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void servesBothJavaClients() {
        try (FakeServer fake = new FakeServer(certificates.options())) {
            HttpCaxtonOptions options = HttpCaxtonOptions.of(fake.server.uri());
            try (Caxton pooled = HttpCaxton.connect(options, certificates.client(""));
                    Caxton plain = HttpCaxton.over(new SocketTransport(certificates.client(""), true), options)) {
                assertThat(pooled.ops().health()).isEqualTo(plain.ops().health());
            }
            try (Caxton stranger = HttpCaxton.connect(options)) {
                assertThatThrownBy(() -> stranger.ops().health())
                        .isInstanceOfSatisfying(
                                CaxtonException.class,
                                problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNREACHABLE))
                        .hasMessageContaining("No secure connection");
            }
        }
    }

    @Test
    void letsNobodyInWithoutACertificateWhereOneIsRequired() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options("server.tls.client_auth", "required"))) {
            URI agents = fake.server.uri().resolve("/api/v1/agents");
            URI metrics = Objects.requireNonNull(fake.server.metricsUri());

            assertThat(get(agents, certificates.client("worker-1")).statusCode())
                    .isEqualTo(200);
            assertThat(get(metrics, certificates.client("worker-1")).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(agents, certificates.client(""))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(metrics, certificates.client(""))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(agents, stranger())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesACertificateOfAStrangerWhereOneIsOptional() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options("server.tls.client_auth", "optional"))) {
            URI agents = fake.server.uri().resolve("/api/v1/agents");

            assertThat(get(agents, certificates.client("")).statusCode()).isEqualTo(200);
            assertThat(get(agents, certificates.client("worker-1")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void knowsTheSubjectOfEachCaller() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options(
                "server.tls.client_auth",
                "optional",
                "security.rate_limiting.enabled",
                "true",
                "security.rate_limiting.requests_per_minute",
                "1",
                "security.rate_limiting.burst",
                "1"))) {
            URI agents = fake.server.uri().resolve("/api/v1/agents");

            assertThat(get(agents, certificates.client("worker-1")).statusCode())
                    .isEqualTo(200);
            assertThat(get(agents, certificates.client("worker-2")).statusCode())
                    .as("another caller at the same address")
                    .isEqualTo(200);
            assertThat(get(agents, certificates.client("worker-1")).statusCode())
                    .as("the same caller over another connection")
                    .isEqualTo(429);
        }
    }

    @Test
    void takesANewCertificateWhileOpenConnectionsGoOn() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options());
                SSLSocket open = connect(fake.server.uri(), certificates.client(""))) {
            assertThat(ask(open)).startsWith("HTTP/1.1 200");
            assertThat(shownBy(fake)).isEqualTo("CN=first,O=Caxton");

            certificates.write(certificates.server("second"));
            fake.server.reloadCertificates();

            assertThat(shownBy(fake)).isEqualTo("CN=second,O=Caxton");
            assertThat(ask(open)).startsWith("HTTP/1.1 200");
            assertThat(((X509Certificate) open.getSession().getPeerCertificates()[0])
                            .getSubjectX500Principal()
                            .getName())
                    .isEqualTo("CN=first,O=Caxton");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "another key", "expired", "not yet", "gone"})
    void keepsTheOldCertificateWhereTheNewOneIsBroken(String fault) throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options())) {
            switch (fault) {
                case "garbage" -> Files.writeString(certificates.certificate, "-----BEGIN CERTIFICATE-----\nx");
                case "empty" -> Files.writeString(certificates.certificate, "");
                case "another key" ->
                    Files.writeString(certificates.key, certificates.server("x").keyPem());
                case "expired" ->
                    certificates.write(certificates.authority.server(
                            "expired",
                            List.of("localhost"),
                            Instant.now().minus(Duration.ofDays(2)),
                            Duration.ofDays(1)));
                case "not yet" ->
                    certificates.write(certificates.authority.server(
                            "future",
                            List.of("localhost"),
                            Instant.now().plus(Duration.ofDays(2)),
                            Duration.ofDays(1)));
                default -> Files.delete(certificates.certificate);
            }
            fake.server.reloadCertificates();
            assertThat(shownBy(fake)).isEqualTo("CN=first,O=Caxton");

            certificates.write(certificates.server("mended"));
            fake.server.reloadCertificates();
            assertThat(shownBy(fake)).isEqualTo("CN=mended,O=Caxton");
        }
    }

    @Test
    void forgetsAnAuthorityThatIsNoLongerListed() throws Exception {
        try (FakeServer fake = new FakeServer(certificates.options("server.tls.client_auth", "required"))) {
            URI agents = fake.server.uri().resolve("/api/v1/agents");
            SSLContext worker = certificates.client("worker-1"); // keeps sessions that it could resume
            assertThat(get(agents, worker).statusCode()).isEqualTo(200);

            CertifiedKey another = CertificateAuthority.create("Other", Instant.now(), Duration.ofDays(9))
                    .own();
            Files.writeString(certificates.authorityFile, another.certificatePem());
            fake.server.reloadCertificates();

            assertThatThrownBy(() -> get(agents, worker)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void speaksNoOldTls() throws Exception {
        try (FakeServer both = new FakeServer(certificates.options());
                FakeServer newest = new FakeServer(certificates.options("server.tls.min_version", "1.3"))) {
            assertThat(handshake(both, "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThat(handshake(both, "TLSv1.2")).isEqualTo("TLSv1.2");
            assertThatThrownBy(() -> handshake(both, "TLSv1.1")).isInstanceOf(SSLException.class);
            assertThat(handshake(newest, "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThatThrownBy(() -> handshake(newest, "TLSv1.2")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void offersTheCipherSuitesThatAreListed() throws Exception {
        try (FakeServer fake =
                new FakeServer(certificates.options("server.tls.cipher_suites", "TLS_AES_256_GCM_SHA384"))) {
            try (SSLSocket socket = connect(fake.server.uri(), certificates.client(""))) {
                assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");
            }
        }
    }

    @Test
    void saysWhatIsWrongBeforeItStarts() throws IOException {
        assertThatThrownBy(() -> new FakeServer(certificates.options("server.tls.cipher_suites", "TLS_NULL_NULL")))
                .isInstanceOf(CaxtonException.class)
                .hasMessageContaining("server.tls.cipher_suites names 'TLS_NULL_NULL'");
        Files.writeString(certificates.key, certificates.server("another").keyPem());
        assertThatThrownBy(() -> new FakeServer(certificates.options()))
                .isInstanceOf(CaxtonException.class)
                .hasMessageContaining("server.key is not that of the first certificate in");
        Files.delete(certificates.certificate);
        assertThatThrownBy(() -> new FakeServer(certificates.options()))
                .isInstanceOf(CaxtonException.class)
                .hasMessageContaining("server.crt does not exist");
    }

    private static SSLContext stranger() {
        CertificateAuthority other = CertificateAuthority.create("Test CA", Instant.now(), Duration.ofDays(9));
        return TlsContexts.of(
                other.client("worker-1", Instant.now(), Duration.ofDays(1)),
                List.of(other.own().certificate()));
    }

    private String shownBy(FakeServer fake) throws IOException {
        try (SSLSocket socket = connect(fake.server.uri(), certificates.client(""))) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private String handshake(FakeServer fake, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) certificates
                .client("")
                .getSocketFactory()
                .createSocket("127.0.0.1", fake.server.uri().getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static SSLSocket connect(URI server, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getPort());
        socket.setSoTimeout(120_000);
        socket.startHandshake();
        return socket;
    }

    private String raw(URI server, String header) throws IOException {
        try (SSLSocket socket = connect(server, certificates.client(""))) {
            socket.getOutputStream()
                    .write(("GET /api/v1/agents HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A request on a connection that stays open; the beginning of its answer. */
    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8192];
        int read = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(read, 0), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(URI uri, SSLContext context) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(120)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
