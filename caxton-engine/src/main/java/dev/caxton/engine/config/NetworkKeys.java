package dev.caxton.engine.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys of what the ports let through; part of the table of {@link ConfigKeys}. */
final class NetworkKeys {

    static final ConfigKey<Boolean> TLS_ENABLED = ConfigKey.of(
                    "server.tls.enabled", ValueType.bool(), "false", "Whether both ports speak TLS.")
            .environment("CAXTON_TLS_ENABLED");
    static final ConfigKey<Path> TLS_CERTIFICATE = ConfigKey.open(
            "server.tls.cert_path",
            ValueType.path(),
            "`certs/server.crt` in the data directory",
            "PEM file of the certificate, its issuers after it; read again when it changes.");
    static final ConfigKey<Path> TLS_KEY = ConfigKey.open(
            "server.tls.key_path",
            ValueType.path(),
            "`certs/server.key` in the data directory",
            "PEM file of the private key; read again when it changes.");
    static final ConfigKey<Secret> TLS_KEY_PASSWORD = ConfigKey.open(
            "server.tls.key_password", ValueType.secretText(), "none", "Password of an encrypted private key.");
    static final ConfigKey<Path> TLS_CLIENT_AUTHORITIES = ConfigKey.open(
            "server.tls.ca_path",
            ValueType.path(),
            "none",
            "PEM file of the authorities whose client certificates are believed; read again when it changes.");
    static final ConfigKey<String> TLS_CLIENT_AUTH = ConfigKey.of(
            "server.tls.client_auth",
            ValueType.choice("none", "optional", "required"),
            "none",
            "Whether callers show a certificate of an authority in `server.tls.ca_path`.");
    static final ConfigKey<String> TLS_MINIMUM_VERSION = ConfigKey.of(
            "server.tls.min_version", ValueType.choice("1.2", "1.3"), "1.2", "Oldest version of TLS that is spoken.");
    static final ConfigKey<Set<String>> TLS_CIPHER_SUITES = ConfigKey.of(
            "server.tls.cipher_suites",
            ValueType.names(),
            "",
            "Cipher suites to offer; with none, those that the JDK holds to be strong.");

    static final ConfigKey<ByteSize> MAX_HEADER_SIZE = ConfigKey.of(
            "server.limits.max_header_size",
            ValueType.size("1kB", "1MB"),
            "16KiB",
            "Largest request line and headers together.");
    static final ConfigKey<ByteSize> MAX_URL_LENGTH = ConfigKey.of(
            "server.limits.max_url_length", ValueType.size("256B", "1MB"), "8KiB", "Longest path and query together.");
    static final ConfigKey<Integer> MAX_CONNECTIONS = ConfigKey.of(
            "server.limits.max_connections",
            ValueType.whole(8, 1_000_000),
            "8192",
            "Most open connections; further ones wait to be accepted.");
    static final ConfigKey<Duration> IDLE_TIMEOUT = ConfigKey.of(
            "server.limits.idle_timeout", ValueType.duration("1s", "1h"), "1m", "How long a connection may be silent.");
    static final ConfigKey<Duration> HEADER_TIMEOUT = ConfigKey.of(
            "server.limits.header_timeout",
            ValueType.duration("1s", "10m"),
            "20s",
            "How long the headers of a request, and a TLS handshake before them, may take.");
    static final ConfigKey<Integer> MIN_BODY_RATE = ConfigKey.of(
            "server.limits.min_body_bytes_per_second",
            ValueType.whole(0, 100_000_000),
            "500",
            "Bytes a second that a body must bring on average once it has taken 10 seconds; 0 for any.");
    static final ConfigKey<Integer> MAX_JSON_DEPTH = ConfigKey.of(
            "server.limits.max_json_depth", ValueType.whole(8, 1000), "64", "Deepest nesting of a JSON body.");
    static final ConfigKey<Integer> MAX_JSON_TOKENS = ConfigKey.of(
            "server.limits.max_json_tokens",
            ValueType.whole(1000, 100_000_000),
            "1000000",
            "Most names, values and brackets of a JSON body.");
    static final ConfigKey<Set<String>> CORS_ORIGINS = ConfigKey.of(
            "server.cors.allowed_origins",
            ValueType.origins(),
            "",
            "Origins whose web pages may use the interface from a browser, such as `https://app.example`.");

    static final ConfigKey<Set<AddressRange>> TRUSTED_PROXIES = ConfigKey.of(
            "security.trusted_proxies",
            ValueType.addressRanges(),
            "",
            "Addresses and networks of reverse proxies whose `X-Forwarded-For` is believed.");
    static final ConfigKey<Boolean> RATE_ENABLED = ConfigKey.open(
            "security.rate_limiting.enabled",
            ValueType.bool(),
            "`true` beyond loopback, else `false`",
            "Whether the rate of each caller's requests is limited.");
    static final ConfigKey<Integer> RATE_PER_MINUTE = ConfigKey.of(
            "security.rate_limiting.requests_per_minute",
            ValueType.whole(1, 10_000_000),
            "6000",
            "Requests a minute that one caller may send in the long run.");
    static final ConfigKey<Integer> RATE_BURST = ConfigKey.of(
            "security.rate_limiting.burst",
            ValueType.whole(1, 1_000_000),
            "200",
            "Requests that one caller may send at once after a silence.");

    /** Those below {@code server}. */
    static final List<ConfigKey<?>> SERVER = List.of(
            TLS_ENABLED,
            TLS_CERTIFICATE,
            TLS_KEY,
            TLS_KEY_PASSWORD,
            TLS_CLIENT_AUTHORITIES,
            TLS_CLIENT_AUTH,
            TLS_MINIMUM_VERSION,
            TLS_CIPHER_SUITES,
            MAX_HEADER_SIZE,
            MAX_URL_LENGTH,
            MAX_CONNECTIONS,
            IDLE_TIMEOUT,
            HEADER_TIMEOUT,
            MIN_BODY_RATE,
            MAX_JSON_DEPTH,
            MAX_JSON_TOKENS,
            CORS_ORIGINS);

    /** Those below {@code security}. */
    static final List<ConfigKey<?>> SECURITY = List.of(TRUSTED_PROXIES, RATE_ENABLED, RATE_PER_MINUTE, RATE_BURST);

    private NetworkKeys() {}

    /** What the values of these keys make. */
    static NetworkConfig assemble(ConfigResolution values) {
        return new NetworkConfig(
                new TlsConfig(
                        values.get(TLS_ENABLED),
                        values.get(TLS_CERTIFICATE),
                        values.get(TLS_KEY),
                        values.find(TLS_KEY_PASSWORD),
                        values.find(TLS_CLIENT_AUTHORITIES),
                        switch (values.get(TLS_CLIENT_AUTH)) {
                            case "optional" -> TlsConfig.ClientAuth.OPTIONAL;
                            case "required" -> TlsConfig.ClientAuth.REQUIRED;
                            default -> TlsConfig.ClientAuth.NONE;
                        },
                        values.get(TLS_MINIMUM_VERSION),
                        List.copyOf(values.get(TLS_CIPHER_SUITES))),
                new RequestLimits(
                        values.get(MAX_HEADER_SIZE),
                        values.get(MAX_URL_LENGTH),
                        values.get(MAX_CONNECTIONS),
                        values.get(IDLE_TIMEOUT),
                        values.get(HEADER_TIMEOUT),
                        values.get(MIN_BODY_RATE),
                        values.get(MAX_JSON_DEPTH),
                        values.get(MAX_JSON_TOKENS)),
                new RateLimitConfig(values.get(RATE_ENABLED), values.get(RATE_PER_MINUTE), values.get(RATE_BURST)),
                values.get(CORS_ORIGINS),
                values.get(TRUSTED_PROXIES));
    }
}
