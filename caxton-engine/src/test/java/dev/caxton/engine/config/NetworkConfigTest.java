package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkConfigTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"127.0.0.1,false", "localhost,false", "::1,false", "0.0.0.0,true", "10.0.0.5,true", "caxton.lan,true"})
    void limitsTheRateWhereOthersCanReachIt(String host, boolean limited) {
        assertThat(network("server.host", host).rate().enabled()).isEqualTo(limited);
        assertThat(network("server.host", host, "security.rate_limiting.enabled", "yes")
                        .rate()
                        .enabled())
                .isTrue();
    }

    @Test
    void readsWhatTheDocumentsCallTheKeysOfTls() throws IOException {
        Files.writeString(directory.resolve("caxton.yaml"), """
            server:
              tls:
                enabled: true
                cert_path: pki/me.crt
                key_path: /etc/caxton/me.key
                ca_path: pki/ca.crt
                client_auth: optional
                min_version: "1.3"
                cipher_suites: [TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256]
            """);
        TlsConfig tls = new ConfigReader(directory, Map.of(), List.of(Path.of("caxton.yaml")))
                .read(null, Map.of())
                .config()
                .network()
                .tls();

        assertThat(tls)
                .isEqualTo(new TlsConfig(
                        true,
                        directory.resolve("pki/me.crt"),
                        Path.of("/etc/caxton/me.key"),
                        null,
                        directory.resolve("pki/ca.crt"),
                        TlsConfig.ClientAuth.OPTIONAL,
                        "1.3",
                        List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256")));
    }

    @Test
    void asksForTheAuthoritiesOfClientCertificates() {
        assertThatThrownBy(() -> network("server.tls.client_auth", "required"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("server.tls.ca_path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "app.example", "https://app.example/", "https://app.example:x", "ftp://a"})
    void refusesOriginsThatAreNone(String origin) {
        assertThatThrownBy(() -> network("server.cors.allowed_origins", origin))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("server.cors.allowed_origins");
    }

    @Test
    void readsOrigins() {
        assertThat(network("server.cors.allowed_origins", "https://App.example, http://[::1]:3000")
                        .corsOrigins())
                .containsExactlyInAnyOrder("https://app.example", "http://[::1]:3000");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.1.2,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.168.1.5,192.168.1.5,true",
        "192.168.1.5,192.168.1.4,false",
        "172.16.0.0/12,172.31.255.255,true",
        "172.16.0.0/12,172.32.0.0,false",
        "fd00::/8,fd12::1,true",
        "fd00::/8,fe80::1,false",
        "fd00::/8,10.0.0.1,false",
        "0.0.0.0/0,1.2.3.4,true"
    })
    void knowsWhatLiesInANetwork(String range, String address, boolean inside) throws IOException {
        assertThat(Objects.requireNonNull(AddressRange.parse(range)).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0/8", "300.1.1.1", "fd00::/129", "/8", "10.0.0.1/x"})
    void refusesNetworksThatAreNone(String range) {
        assertThat(AddressRange.parse(range)).isNull();
        assertThatThrownBy(() -> network("security.trusted_proxies", range))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("security.trusted_proxies");
    }

    @Test
    void callsItAWrongUseWhereOnlyOptionsAreWrong() throws IOException {
        ConfigReader reader = new ConfigReader(directory, Map.of(), List.of(Path.of("caxton.yaml")));
        assertThatThrownBy(() -> reader.read(null, Map.of("server.port", "99999")))
                .isInstanceOfSatisfying(
                        CaxtonException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_ARGUMENT))
                .hasMessageContaining("option --port: server.port is '99999', expected a whole number from 0 to 65535");

        Files.writeString(directory.resolve("caxton.yaml"), "server: {prot: 1}\n");
        assertThatThrownBy(() -> reader.read(null, Map.of("server.port", "99999")))
                .isInstanceOfSatisfying(
                        CaxtonException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION));
    }

    private NetworkConfig network(String... settings) {
        Map<String, String> options = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            options.put(settings[i], settings[i + 1]);
        }
        return ConfigReader.ofNothing(directory).read(null, options).config().network();
    }
}
