package dev.caxton.war.security;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.AddressRange;
import dev.caxton.war.http.CrossOrigin;
import dev.caxton.war.http.HostName;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.security.Authentication.Demand;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of strangers away from a server that asks them for no keys.
 *
 * <p>A browser that reaches this server can be made to send requests here: from a page of another origin, or through a name
 * that a stranger's DNS turns into an address of this server. Both betray themselves in {@code Origin} and {@code Host}.
 * A request that comes in at a loopback address must name this machine. At any other address it may also name an IP address
 * or a name without a full stop, neither of which a stranger's DNS can answer for; any other name must be in
 * {@code security.allowed_hosts}.
 */
public final class ForeignOrigin {

    private final Demand demand;
    private final Set<String> allowed;
    private final CrossOrigin pages;

    /** Checks as the settings say. */
    public ForeignOrigin(HttpSettings settings) {
        this.demand = settings.demand();
        this.allowed = settings.allowedHosts();
        this.pages = new CrossOrigin(settings.network().corsOrigins());
    }

    /**
     * The problem with a request's headers, if there is one.
     *
     * @param localAddress address that the request came in at
     * @param host its {@code Host} header
     * @param origin its {@code Origin} header
     */
    public Optional<Problem> check(@Nullable String localAddress, @Nullable String host, @Nullable String origin) {
        boolean atLoopback = localAddress != null && loopbackAddress(localAddress);
        if (localAddress == null || demand == Demand.ALWAYS || demand == Demand.BEYOND_LOOPBACK && !atLoopback) {
            return Optional.empty();
        }
        if (host != null && !accepted(host) && (atLoopback || !unambiguous(host))) {
            return Optional.of(refuse("Host", host));
        }
        if (origin != null && !pages.allows(origin) && !accepted(origin, atLoopback ? null : host)) {
            return Optional.of(refuse("Origin", origin));
        }
        return Optional.empty();
    }

    /** Whether an origin is this machine, an allowed host, or the very host that the request names. */
    private boolean accepted(String origin, @Nullable String host) {
        try {
            URI uri = new URI(origin);
            String authority = uri.getRawAuthority();
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (accepted(authority) || host != null && name(authority).equals(name(host)));
        } catch (URISyntaxException e) {
            return false; // not an origin at all, and certainly not ours
        }
    }

    private boolean accepted(String host) {
        String name = name(host);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || loopbackAddress(name)
                || allowed.contains(name)
                || allowed.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether no DNS of a stranger can have made a browser believe that this is its page's host. */
    private static boolean unambiguous(String host) {
        String name = name(host);
        return AddressRange.literal(name) != null || name.matches("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");
    }

    static boolean loopbackAddress(String address) {
        InetAddress literal = AddressRange.literal(address);
        return literal != null && literal.isLoopbackAddress();
    }

    /** Without port and the full stop that ends an absolute name. */
    private static String name(String host) {
        String name = HostName.withoutPort(host).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Problem refuse(String header, String value) {
        String shown = value.length() > 200 ? value.substring(0, 200) + "…" : value;
        return Problem.of(
                ProblemType.FOREIGN_ORIGIN,
                header + " is '" + shown + "', expected a name of this machine",
                "Use http://localhost, or add the name to security.allowed_hosts.");
    }
}
