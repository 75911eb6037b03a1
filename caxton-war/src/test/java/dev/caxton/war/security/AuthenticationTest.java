package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static Credentials request(String authorization, @Nullable Caller recognised) {
        return new Credentials("/api/v1/agents", "127.0.0.1", authorization, null, recognised);
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
