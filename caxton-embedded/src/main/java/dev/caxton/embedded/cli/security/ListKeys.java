package dev.caxton.embedded.cli.security;

import dev.caxton.api.ExitCode;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Keys;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code keys list}. */
final class ListKeys implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        List<ApiKey> keys = KeyStore.with(invocation, Keys::list);
        Output output = invocation.output();
        if (invocation.has("--count")) {
            output.line(Long.toString(
                    keys.stream().filter(key -> key.state() == KeyState.ACTIVE).count()));
        } else if (output.json()) {
            output.json(keys);
        } else if (keys.isEmpty()) {
            output.say("No keys.");
        } else {
            output.table(
                    List.of("PREFIX", "NAME", "ROLE", "AGENTS", "STATE", "CREATED", "EXPIRES", "LAST-USED"),
                    keys.stream()
                            .map(key -> List.of(
                                    key.prefix(),
                                    key.name(),
                                    key.role().wireName(),
                                    key.agents().isEmpty() ? "all" : String.join(",", key.agents()),
                                    key.state().wireName(),
                                    key.createdAt().toString(),
                                    time(key.expiresAt()),
                                    time(key.lastUsed())))
                            .toList());
        }
        return ExitCode.OK;
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "never" : at.toString();
    }
}
