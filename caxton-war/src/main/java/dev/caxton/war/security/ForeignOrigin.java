package dev.caxton.war.security;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.http.HttpSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of strangers away from a server that serves its own machine without keys.
 *
 * <p>A browser on this machine can be made to send requests here: from a page of another origin, or through a name that a
 * stranger's DNS turns into a loopback address. Both betray themselves in {@code Origin} and {@code Host}.
 */
public final class ForeignOrigin {

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

    private final boolean active;
    private final Set<String> allowed;

    /** Checks as the settings say. */
    public ForeignOrigin(HttpSettings settings) {
        this.active = settings.checkOrigin();
        this.allowed = settings.allowedHosts();
    }

    /**
     * The problem with a request's headers, if there is one.
     *
     * @param localAddress address that the request came in at
     * @param host its {@code Host} header
     * @param origin its {@code Origin} header
     */
    public Optional<Problem> check(@Nullable String localAddress, @Nullable String host, @Nullable String origin) {
        if (!active || localAddress == null || !loopbackAddress(localAddress)) {
            return Optional.empty();
        }
        if (host != null && !accepted(withoutPort(host))) {
            return Optional.of(refuse("Host", host));
        }
        if (origin != null && !acceptedOrigin(origin)) {
            return Optional.of(refuse("Origin", origin));
        }
        return Optional.empty();
    }

    private boolean acceptedOrigin(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && accepted(host);
        } catch (URISyntaxException e) {
            return false; // not an origin at all, and certainly not ours
        }
    }

    private boolean accepted(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || loopbackAddress(name)
                || name.endsWith(".localhost")
                || allowed.contains(name);
    }

    static boolean loopbackAddress(String address) {
        String plain =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        return plain.equals("::1")
                || plain.equals("0:0:0:0:0:0:0:1")
                || plain.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') && host.indexOf(':') == colon
                ? host.substring(0, colon)
                : host.startsWith("[") && colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static Problem refuse(String header, String value) {
        String shown = value.length() > 200 ? value.substring(0, 200) + "…" : value;
        return Problem.of(
                ProblemType.FOREIGN_ORIGIN,
                header + " is '" + shown + "', expected a name of this machine",
                "Use http://localhost, or add the name to security.allowed_hosts.");
    }
}
