package dev.caxton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final ClassLoader EVERYTHING = RequirementsTest.class.getClassLoader();

    @Test
    void isContentWithJakartaEe10OnJava21() {
        assertThat(new Requirements(21, EVERYTHING).unmet()).isEmpty();
    }

    @Test
    void namesTheJavaThatIsTooOld() {
        assertThat(new Requirements(17, EVERYTHING).unmet())
                .hasValue("Caxton needs Java 21 or newer, and this server runs on Java 17. Start it with a newer JDK.");
    }

    @Test
    void saysThatCdiIsMissing() {
        assertThat(new Requirements(21, new Without(Set.of("jakarta.enterprise."))).unmet())
                .hasValueSatisfying(
                        missing -> assertThat(missing).startsWith("Caxton needs CDI, and this server has none"));
    }

    @Test
    void saysThatJakartaEeIsOlder() {
        assertThat(new Requirements(21, new Without(Set.of("jakarta.enterprise.inject.build."))).unmet())
                .hasValue(
                        "Caxton needs Jakarta EE 10 (CDI 4.0), and this server has an older one. Use a newer server.");
        assertThat(new Requirements(21, new Without(Set.of("jakarta.ws.rs.SeBootstrap"))).unmet())
                .hasValue("Caxton needs Jakarta EE 10 (Jakarta REST 3.1), and this server has an older one."
                        + " Use a newer server.");
    }

    @Test
    void saysThatJakartaRestIsMissing() {
        assertThat(new Requirements(21, new Without(Set.of("jakarta.ws."))).unmet())
                .hasValueSatisfying(missing ->
                        assertThat(missing).startsWith("Caxton needs Jakarta REST 3.1, and this server has none"));
    }

    /** The gate must load where nothing else of ours does. */
    @Test
    void isCompiledForJava11() throws IOException {
        for (Class<?> type : new Class<?>[] {
            CdiGate.class, Entrance.class, EntranceFilter.class, LibraryCleanup.class, Refusal.class, ServletGate.class
        }) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                assertThat(in).isNotNull();
                assertThat(in.readNBytes(8)[7]).as(type.getName()).isEqualTo((byte) 55);
            }
        }
    }

    /** A server whose classes do not include some. */
    private static final class Without extends ClassLoader {

        private final Set<String> missing;

        Without(Set<String> missing) {
            super(EVERYTHING);
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (missing.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
