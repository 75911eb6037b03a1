package dev.caxton.war.security;

import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.RequiredMembers;
import dev.caxton.wire.DurationText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name 1 to 64 characters, unique among active keys
 * @param role what its holder may do
 * @param agents slugs, names or ids of the agents that its holder may see and talk to; null or empty for all
 * @param expiresIn how long it is good for, such as {@code 90d}; null for ever
 */
public record KeyRequest(
        @Nullable String name,
        @Nullable Role role,
        @Nullable List<String> agents,
        @Nullable String expiresIn) {

    NewKey key() {
        new RequiredMembers().text("name", name).present("role", role).check();
        return new NewKey(
                Objects.requireNonNull(name),
                Objects.requireNonNull(role),
                agents == null ? List.of() : agents,
                expiresIn == null ? null : DurationText.parse("Member 'expires_in'", expiresIn));
    }
}
