package dev.caxton.embedded.cli.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.tls.PemFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code security cert-status}: no where a certificate has ended, is not good yet or cannot be read. */
final class CertStatus implements Verb {

    /** As the security monitoring of the documents has it. */
    private static final Duration WARN_BEFORE_END = Duration.ofDays(30);

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,\\\\])*)");

    private final Clock clock;

    CertStatus(Clock clock) {
        this.clock = clock;
    }

    /**
     * A line of the answer.
     *
     * @param nodeId name in the certificate; the file's where it cannot be read
     * @param status {@code OK}, {@code WARNING}, {@code EXPIRED}, {@code NOT_YET} or {@code BROKEN}
     * @param notAfter when it ends; null where it cannot be read
     * @param expiresInDays whole days until then, negative after it; null where it cannot be read
     * @param file where it is
     */
    record Line(
            String nodeId,
            String status,
            @Nullable Instant notAfter,
            @Nullable Long expiresInDays,
            String file) {

        private boolean good() {
            return status.equals("OK") || status.equals("WARNING");
        }

        private List<String> cells() {
            String left = expiresInDays == null ? "-" : expiresInDays + (expiresInDays == 1 ? " day" : " days");
            return List.of(nodeId, left, status, file);
        }
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CertificateFiles server = CertificateFiles.ofServer(invocation);
        Set<Path> files = new LinkedHashSet<>();
        if (Files.exists(server.certificate())) {
            files.add(server.certificate());
        }
        files.addAll(certificatesIn(server.directory()));
        List<Line> lines = files.stream().map(this::line).toList();
        Output output = invocation.output();
        if (output.json()) {
            output.json(lines);
        } else {
            output.table(
                    List.of("NODE-ID", "EXPIRES-IN", "STATUS", "FILE"),
                    lines.stream().map(Line::cells).toList());
        }
        if (lines.isEmpty()) {
            output.complain("There are no certificates in " + server.directory());
        }
        lines.stream()
                .filter(line -> !line.good())
                .forEach(line -> output.complain(line.file() + " is " + line.status()));
        return lines.stream().allMatch(Line::good) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<Path> certificatesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".crt")).sorted().forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Line line(Path file) {
        X509Certificate certificate;
        try {
            certificate = PemFile.read(file).certificates().getFirst();
        } catch (CaxtonException e) {
            return new Line(String.valueOf(file.getFileName()), "BROKEN", null, null, file.toString());
        }
        Instant now = clock.instant();
        Instant end = certificate.getNotAfter().toInstant();
        Duration left = Duration.between(now, end);
        String status;
        if (left.isNegative()) {
            status = "EXPIRED";
        } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
            status = "NOT_YET";
        } else {
            status = left.compareTo(WARN_BEFORE_END) < 0 ? "WARNING" : "OK";
        }
        return new Line(name(certificate), status, end, left.toDays(), file.toString());
    }

    private static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        Matcher matcher = COMMON_NAME.matcher(subject);
        return matcher.find() ? matcher.group(1) : subject;
    }
}
