package dev.caxton.embedded.cli.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.tls.CertificateAuthority;
import dev.caxton.tls.CertifiedKey;
import dev.caxton.tls.PemFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code security rotate-certs}: the server's certificate, or one for a caller. */
final class RotateCerts implements Verb {

    private static final int DAYS = 90;

    /** Kinds of alternative names (RFC 5280, section 4.2.1.6) that a server has. */
    private static final Set<Integer> DNS_NAME_OR_ADDRESS = Set.of(2, 7);

    private final Clock clock;

    RotateCerts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CertificateFiles server = CertificateFiles.ofServer(invocation);
        CertificateAuthority authority = authority(invocation, server.directory());
        Instant now = clock.instant();
        Duration lifetime = Duration.ofDays(invocation.count("--days", DAYS));
        String client = invocation.text("--client");
        CertificateFiles files = client == null ? server : CertificateFiles.in(server.directory(), fileName(client));
        CertifiedKey issued = client == null
                ? authority.server(name(), hosts(invocation, server.certificate()), now, lifetime)
                : authority.client(client, now, lifetime);
        checkLifetime(issued, authority);
        files.write(issued);
        Output output = invocation.output();
        Instant end = issued.certificate().getNotAfter().toInstant();
        if (output.json()) {
            output.json(Map.of(
                    "certificate", files.certificate().toString(),
                    "key", files.key().toString(),
                    "not_after", end));
        } else {
            output.line("certificate " + files.certificate());
            output.line("key " + files.key());
            output.line("good until " + end);
        }
        if (client == null) {
            output.say("A running server takes it within ten seconds, or at once on the signal HUP.");
        }
        return ExitCode.OK;
    }

    private static CertificateAuthority authority(Invocation invocation, Path directory) {
        Path named = invocation.pathOption("--ca-cert");
        Path certificate = named == null ? directory.resolve("ca.crt") : named;
        Path namedKey = invocation.pathOption("--ca-key");
        Path key = namedKey == null ? certificate.resolveSibling("ca.key") : namedKey;
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw CaxtonException.of(
                        ProblemType.NOT_FOUND,
                        "There is no readable file " + file,
                        "Make an authority with 'caxton security init-ca', or name one with --ca-cert and --ca-key.");
            }
        }
        return new CertificateAuthority(CertifiedKey.of(PemFile.read(certificate), PemFile.read(key), null));
    }

    private static void checkLifetime(CertifiedKey issued, CertificateAuthority authority) {
        X509Certificate issuer = authority.own().certificate();
        if (issued.certificate().getNotAfter().after(issuer.getNotAfter())) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "The authority ends at " + issuer.getNotAfter().toInstant() + ", before the certificate would",
                    "Give fewer --days, or make a new authority with 'caxton security init-ca'.");
        }
    }

    /** Names of the new certificate: those given, else those of the one it replaces, else those of this machine. */
    private static List<String> hosts(Invocation invocation, Path previous) {
        List<String> given = invocation.texts("--host");
        if (!given.isEmpty()) {
            return given;
        }
        Set<String> hosts = new LinkedHashSet<>();
        if (Files.isReadable(previous)) {
            hosts.addAll(hosts(PemFile.read(previous).certificates().getFirst()));
        }
        if (hosts.isEmpty()) {
            hosts.addAll(List.of("localhost", "127.0.0.1", "::1"));
            hosts.add(name());
        }
        return List.copyOf(hosts);
    }

    private static List<String> hosts(X509Certificate certificate) {
        List<String> hosts = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0) instanceof Integer kind
                        && DNS_NAME_OR_ADDRESS.contains(kind)
                        && name.get(1) instanceof String host) {
                    hosts.add(host);
                }
            }
        } catch (CertificateParsingException e) {
            // Its names cannot be read, so the new one gets the usual ones.
            return List.of();
        }
        return hosts;
    }

    private static String name() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?") ? name : "caxton";
        } catch (UnknownHostException e) {
            return "caxton"; // a machine that does not know its name is still reached under localhost
        }
    }

    private static String fileName(String client) {
        return client.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
