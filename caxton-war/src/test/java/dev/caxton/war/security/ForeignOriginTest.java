package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.security.Authentication.Demand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignOriginTest {

    private final ForeignOrigin origins = origins(Demand.NEVER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1",
                "127.1.2.3:80",
                "[::1]",
                "[::1]:8080",
                "app.localhost",
                "caxton.internal:443"
            })
    void acceptsNamesOfThisMachine(String host) {
        assertThat(origins.check("127.0.0.1", host, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.nip.io",
                "127.0.0.1.evil.example:8080",
                "10.0.0.1",
                "[::2]:80",
                "",
                "evil.example:80:localhost",
                "[localhost",
                "caxton.internal.evil.example"
            })
    void refusesNamesOfOthers(String host) {
        assertThat(origins.check("127.0.0.1", host, null)).isPresent();
        assertThat(origins.check("[::1]", host, null)).isPresent();
        assertThat(origins.check("0:0:0:0:0:0:0:1", host, null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://localhost.evil.example",
                "localhost",
                "http://[",
                "file://"
            })
    void refusesOriginsOfOthers(String origin) {
        assertThat(origins.check("127.0.0.1", "localhost", origin)).isPresent();
    }

    @Test
    void acceptsOriginsOfThisMachine() {
        assertThat(origins.check("127.0.0.1", "localhost", "http://localhost:3000"))
                .isEmpty();
        assertThat(origins.check("127.0.0.1", "localhost", "https://[::1]:8443"))
                .isEmpty();
    }

    @Test
    void leavesServersToTheirKeysThatAskForThem() {
        assertThat(origins(Demand.ALWAYS).check("10.0.0.5", "evil.example", "https://evil.example"))
                .isEmpty();
        assertThat(origins(Demand.ALWAYS).check("127.0.0.1", "evil.example", null))
                .isEmpty();
    }

    @Test
    void leavesOtherAddressesToTheirKeysWhereTheyNeedSome() {
        ForeignOrigin deployed = origins(Demand.BEYOND_LOOPBACK);
        assertThat(deployed.check("10.0.0.5", "intranet.example", "https://intranet.example"))
                .isEmpty();
        assertThat(deployed.check("127.0.0.1", "intranet.example", null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5:8080",
                "[fd00::1]",
                "caxton",
                "caxton:8080",
                "localhost",
                "proxy.example:8443",
                "a.example"
            })
    void acceptsAtOtherAddressesWhatNoStrangersDnsAnswersFor(String host) {
        assertThat(origins.check("10.0.0.5", host, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "10.0.0.5.evil.example",
                "1.2.3.4.5",
                "proxy.example",
                "proxy.example:8080",
                "caxton.",
                "..",
                "ev\u0131l",
                "caxton@evil.example"
            })
    void refusesRebindingAtOtherAddressesToo(String host) {
        if (!host.equals("caxton.")) { // an absolute name is a name
            assertThat(origins.check("10.0.0.5", host, null)).isPresent();
        }
        assertThat(origins.check("192.168.1.5", "rebind." + host, null)).isPresent();
    }

    @Test
    void refusesPagesOfOthersAtOtherAddresses() {
        assertThat(origins.check("10.0.0.5", "10.0.0.5:8080", "http://10.0.0.5:8080"))
                .isEmpty();
        assertThat(origins.check("10.0.0.5", "10.0.0.5:8080", "http://10.0.0.6"))
                .isPresent();
        assertThat(origins.check("10.0.0.5", "10.0.0.5:8080", "http://evil")).isPresent();
        assertThat(origins.check("10.0.0.5", "10.0.0.5:8080", "http://10.0.0.5@evil.example"))
                .isPresent();
        assertThat(origins.check("10.0.0.5", "10.0.0.5:8080", "null")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.", "[0:0:0:0:0:0:0:1]:80", "[::ffff:127.0.0.1]", "127.255.255.254"})
    void knowsOtherSpellingsOfThisMachine(String host) {
        assertThat(origins.check("127.0.0.1", host, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.0.0.0:8080", "[::]", "2130706433", "0x7f.1", "127.1", "caxton"})
    void refusesOnLoopbackWhatIsNotPlainlyLoopback(String host) {
        assertThat(origins.check("127.0.0.1", host, null)).isPresent();
    }

    private static ForeignOrigin origins(Demand demand) {
        HttpSettings usual = HttpSettings.defaults();
        return new ForeignOrigin(new HttpSettings(
                1,
                demand,
                Set.of("caxton.internal", "a.example", "proxy.example:8443"),
                Duration.ofSeconds(15),
                usual.network()));
    }
}
