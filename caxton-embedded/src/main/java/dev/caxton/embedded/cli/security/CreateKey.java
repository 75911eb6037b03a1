package dev.caxton.embedded.cli.security;

import dev.caxton.api.ExitCode;
import dev.caxton.api.WireName;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** {@code keys create}: the token alone is data, so that a script can take it. */
final class CreateKey implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String role = invocation.text("--role");
        List<String> agents = invocation.texts("--agent").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        NewKey wanted = new NewKey(
                invocation.subject(),
                role == null ? Role.READONLY : WireName.parse(Role.class, "--role", role),
                agents,
                invocation.text("--expires") == null ? null : invocation.duration("--expires", Duration.ZERO));
        CreatedKey created = KeyStore.with(invocation, keys -> keys.create(wanted));
        Output output = invocation.output();
        if (output.json()) {
            output.json(created);
        } else {
            output.line(created.token());
        }
        ApiKey key = created.key();
        output.say("Key '" + key.name() + "' (" + key.prefix() + "), role " + key.role()
                + (key.agents().isEmpty() ? "" : ", for " + String.join(", ", key.agents()))
                + (key.expiresAt() == null ? "" : ", until " + key.expiresAt())
                + ". Its token is shown this once.");
        return ExitCode.OK;
    }
}
