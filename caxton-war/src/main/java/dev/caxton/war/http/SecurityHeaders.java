package dev.caxton.war.http;

import dev.caxton.engine.config.AddressRange;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers that every answer has, whoever gives it: they tell a browser to do as little as possible with it. */
public final class SecurityHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /** A year, as the preload lists of browsers ask for. */
    private static final String STRICT_TRANSPORT = "max-age=31536000";

    private SecurityHeaders() {}

    /**
     * Sets them.
     *
     * @param secure whether the request came over TLS
     * @param host its {@code Host} header; a browser that is told to use TLS with {@code localhost} would do so for every
     *     program of this machine, and is not told
     */
    public static void set(boolean secure, @Nullable String host, BiConsumer<String, String> header) {
        ALWAYS.forEach(header);
        if (secure && host != null && !local(host)) {
            header.accept("Strict-Transport-Security", STRICT_TRANSPORT);
        }
    }

    private static boolean local(String host) {
        String name = HostName.withoutPort(host).toLowerCase(Locale.ROOT);
        InetAddress address = AddressRange.literal(name);
        return address != null || name.equals("localhost") || name.endsWith(".localhost");
    }
}
