package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Role;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerRolesTest {

    private final ContainerRoles plain = new ContainerRoles(Map.of());
    private final ContainerRoles mapped = new ContainerRoles(Map.of("platform-team", Role.ADMIN));

    @Test
    void takesTheGreatestRoleOfWhoeverTheServerRecognised() {
        assertThat(plain.of(() -> "ada", Set.of("user", "operator")::contains))
                .isEqualTo(new Caller("oidc:ada", Role.OPERATOR, Set.of()));
        assertThat(mapped.of(() -> "ada", Set.of("platform-team", "readonly")::contains))
                .isEqualTo(new Caller("oidc:ada", Role.ADMIN, Set.of()));
    }

    @Test
    void knowsNobodyWithoutARoleHere() {
        assertThat(plain.of(() -> "ada", Set.of("platform-team")::contains)).isNull();
        assertThat(plain.of(null, role -> true)).isNull();
        assertThat(plain.of(() -> null, role -> true)).isNull();
    }

    @Test
    void keepsNamesOnOneLine() {
        assertThat(plain.of(() -> "ada\nadmin", role -> true).actor()).isEqualTo("oidc:ada?admin");
    }
}
