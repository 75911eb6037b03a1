package dev.caxton.embedded.cli.security;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;
import java.time.Clock;

/** The noun {@code security}: a small certificate authority for the servers of an installation and their callers. */
public final class SecurityVerbs {

    private static final String CATALOGUE = """
        init-ca | Create a certificate authority: ca.crt to hand out, ca.key to keep.
          --output=<directory>     where to; if not given, where the server's certificate is
          --name=<name>            its name, Caxton CA if not given
          --days=<count>           how long it is good, 3650 if not given
        rotate-certs | Issue the server's certificate and key anew; a running server takes them by itself.
          --ca-cert=<file>         the authority; if not given, ca.crt beside the server's certificate
          --ca-key=<file>          its key; if not given, ca.key beside its certificate
          --output=<directory>     where to; if not given, where the configuration has the server's certificate
          --host=<host>            name or address of the server, may be repeated; if not given, those of the last one
          --client=<name>          issue a certificate for a caller of this name instead
          --days=<count>           how long it is good, 90 if not given
        cert-status | List certificates and when they end.
          --output=<directory>     where they are; if not given, where the configuration has the server's certificate
        """;

    private SecurityVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("security", "Certificates.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        Clock clock = Clock.systemUTC();
        return switch (name) {
            case "init-ca" -> new InitCa(clock);
            case "rotate-certs" -> new RotateCerts(clock);
            case "cert-status" -> new CertStatus(clock);
            default -> throw new IllegalArgumentException("no verb security " + name);
        };
    }
}
