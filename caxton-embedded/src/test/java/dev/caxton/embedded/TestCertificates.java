package dev.caxton.embedded;

import dev.caxton.tls.CertificateAuthority;
import dev.caxton.tls.CertifiedKey;
import dev.caxton.tls.TlsContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/** An authority of one test, and the files of a server below a directory. */
final class TestCertificates {

    static final Duration LIFETIME = Duration.ofDays(90);

    final CertificateAuthority authority = CertificateAuthority.create("Test CA", Instant.now(), Duration.ofDays(3650));
    final Path certificate;
    final Path key;
    final Path authorityFile;

    TestCertificates(Path directory) throws IOException {
        this.certificate = directory.resolve("server.crt");
        this.key = directory.resolve("server.key");
        this.authorityFile = directory.resolve("ca.crt");
        Files.writeString(authorityFile, authority.own().certificatePem());
        write(server("first"));
    }

    CertifiedKey server(String name) {
        return authority.server(name, List.of("localhost", "127.0.0.1", "::1"), Instant.now(), LIFETIME);
    }

    void write(CertifiedKey pair) throws IOException {
        Files.writeString(key, pair.keyPem());
        Files.writeString(certificate, pair.certificatePem());
    }

    /** A client that trusts the authority, and shows a certificate of this name unless it is empty. */
    SSLContext client(String name) {
        return TlsContexts.of(
                name.isEmpty() ? null : authority.client(name, Instant.now(), LIFETIME),
                List.of(authority.own().certificate()));
    }

    /** Pairs of key and value that a server needs. */
    String[] options(String... more) {
        List<String> options = new java.util.ArrayList<>(List.of(
                "server.tls.enabled",
                "true",
                "server.tls.cert_path",
                certificate.toString(),
                "server.tls.key_path",
                key.toString(),
                "server.tls.ca_path",
                authorityFile.toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }
}
