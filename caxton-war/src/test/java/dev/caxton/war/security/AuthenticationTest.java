package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final Caller RECOGNISED = new Caller("oidc:ada", Role.OPERATOR, Set.of());

    private final Authentication authentication = new Authentication(
            Authentication.Demand.ALWAYS, NoKeys::new, BearerTokens.NONE, new ContainerRoles(Map.of()));

    @Test
    void takesThoseWhoseTokenTheServerHasRead() {
        assertThat(authentication.identify(request("Bearer eyJ.eyJ.sig", RECOGNISED)))
                .isEqualTo(RECOGNISED);
    }

    @Test
    void refusesTokensThatNobodyHasRead() {
        assertThatThrownBy(() -> authentication.identify(request("Bearer eyJ.eyJ.sig", null)))
                .hasMessageContaining("not known here");
    }

    @Test
    void refusesKeysNotInForceWhoeverComesWithThem() {
        assertThatThrownBy(() -> authentication.identify(request("Bearer cxt_revoked", RECOGNISED)))
                .hasMessageContaining("not known here");
    }

    @Test
    void forbidsThoseWhomTheServerKnowsAndWhoHaveNoRoleHere() {
        for (String authorization : new String[] {"Bearer eyJ.eyJ.sig", null}) {
            assertThatThrownBy(() -> authentication.identify(
                            new Credentials("/api/v1/agents", "127.0.0.1", authorization, null, null, "ada", null)))
                    .isInstanceOfSatisfying(CaxtonException.class, refused -> {
                        assertThat(refused.type()).isEqualTo(ProblemType.FORBIDDEN);
                        assertThat(refused).hasMessageContaining("'ada' names no role");
                    });
        }
        assertThatThrownBy(() -> authentication.identify(
                        new Credentials("/api/v1/agents", "127.0.0.1", "Bearer cxt_revoked", null, null, "ada", null)))
                .hasMessageContaining("not known here");
    }

    @Test
    void namesTheCertificateAfterTheirOwnName() {
        assertThat(authentication.identify(shown("Bearer eyJ.eyJ.sig", RECOGNISED, "CN=worker-1,O=Caxton")))
                .isEqualTo(new Caller("oidc:ada certificate:CN=worker-1,O=Caxton", Role.OPERATOR, Set.of()));
    }

    @Test
    void aCertificateAloneNamesAndAdmitsNobody() {
        Authentication open = new Authentication(
                Authentication.Demand.NEVER, NoKeys::new, BearerTokens.NONE, new ContainerRoles(Map.of()));

        assertThat(open.identify(shown(null, null, "CN=worker-1")))
                .isEqualTo(new Caller("certificate:CN=worker-1", Role.ADMIN, Set.of()));
        assertThatThrownBy(() -> authentication.identify(shown(null, null, "CN=worker-1")))
                .hasMessageContaining("carries no key");
    }

    @Test
    void aSubjectCanNeitherBreakALineNorBeTooLong() {
        Authentication open = new Authentication(
                Authentication.Demand.NEVER, NoKeys::new, BearerTokens.NONE, new ContainerRoles(Map.of()));

        String actor = open.identify(shown(null, null, "CN=a\nkey:admin," + "O=x".repeat(200)))
                .actor();

        assertThat(actor).startsWith("certificate:CN=a?key:admin,").hasSize(Caller.LONGEST_ACTOR);
    }

    private static Credentials request(@Nullable String authorization, @Nullable Caller recognised) {
        return shown(authorization, recognised, null);
    }

    private static Credentials shown(
            @Nullable String authorization, @Nullable Caller recognised, @Nullable String certificate) {
        return new Credentials("/api/v1/agents", "127.0.0.1", authorization, null, recognised, null, certificate);
    }

    /** An engine without keys. */
    private static final class NoKeys implements Admission {

        @Override
        public Optional<Caller> admit(String token) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> provideAdminKey() {
            return Optional.empty();
        }

        @Override
        public Binding enter(Caller caller) {
            return () -> {};
        }

        @Override
        public Caller current() {
            return Caller.JAVA;
        }

        @Override
        public void refused(Caller caller, String operation, String subject) {
            throw new AssertionError("nothing was refused for want of permission");
        }
    }
}
