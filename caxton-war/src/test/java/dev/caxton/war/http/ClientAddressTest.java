package dev.caxton.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.engine.config.AddressRange;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private final ClientAddress addresses = new ClientAddress(ranges("10.0.0.0/8", "fd00::/8"));

    @Test
    void believesNobodyWhereNobodyIsTrusted() {
        ClientAddress strict = new ClientAddress(Set.of());
        assertThat(strict.of("10.0.0.1", List.of("1.2.3.4"))).isEqualTo("10.0.0.1");
        assertThat(addresses.of("203.0.113.9", List.of("1.2.3.4"))).isEqualTo("203.0.113.9");
    }

    @Test
    void findsTheCallerBehindProxies() {
        assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4"))).isEqualTo("1.2.3.4");
        assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4, 10.0.0.7"))).isEqualTo("1.2.3.4");
        assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4", "10.9.9.9"))).isEqualTo("1.2.3.4");
        assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4:5555"))).isEqualTo("1.2.3.4");
        assertThat(addresses.of("fd00::1", List.of("[2001:db8::1]:443"))).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void doesNotBelieveWhatTheCallerWroteItself() {
        assertThat(addresses.of("10.0.0.1", List.of("9.9.9.9, 1.2.3.4"))).isEqualTo("1.2.3.4");
        assertThat(addresses.of("10.0.0.1", List.of("10.0.0.5, 1.2.3.4, 10.0.0.6")))
                .isEqualTo("1.2.3.4");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(addresses.of("10.0.0.1", List.of("unknown"))).isEqualTo("10.0.0.1");
        assertThat(addresses.of("10.0.0.1", List.of("evil.example, 10.0.0.6"))).isEqualTo("10.0.0.6");
        assertThat(addresses.of("10.0.0.1", List.of(""))).isEqualTo("10.0.0.1");
        assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4,".repeat(100_000))))
                .isEqualTo("10.0.0.1");
    }

    private static Set<AddressRange> ranges(String... texts) {
        return Stream.of(texts)
                .map(text -> Objects.requireNonNull(AddressRange.parse(text)))
                .collect(Collectors.toSet());
    }
}
