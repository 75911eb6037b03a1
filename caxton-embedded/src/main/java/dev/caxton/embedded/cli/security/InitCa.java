package dev.caxton.embedded.cli.security;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.tls.CertificateAuthority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code security init-ca}: an authority that is there already is kept aside. */
final class InitCa implements Verb {

    private static final int DAYS = 3650;

    private final Clock clock;

    InitCa(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CertificateFiles files =
                CertificateFiles.in(CertificateFiles.ofServer(invocation).directory(), "ca");
        Output output = invocation.output();
        Instant now = clock.instant();
        String given = invocation.text("--name");
        CertificateAuthority authority = CertificateAuthority.create(
                given == null ? "Caxton CA" : given, now, Duration.ofDays(invocation.count("--days", DAYS)));
        String suffix = "." + now.getEpochSecond();
        if (files.keepAside(suffix)) {
            output.say("The authority that was there is kept as " + files.certificate() + suffix
                    + "; certificates that it issued are not those of the new one.");
        }
        files.write(authority.own());
        if (output.json()) {
            output.json(Map.of(
                    "certificate", files.certificate().toString(),
                    "key", files.key().toString(),
                    "not_after", authority.own().certificate().getNotAfter().toInstant()));
        } else {
            output.line("certificate " + files.certificate());
            output.line("key " + files.key());
        }
        output.say("Keep the key where no server runs. Next: caxton security rotate-certs --ca-cert "
                + files.certificate() + " --ca-key " + files.key());
        return ExitCode.OK;
    }
}
