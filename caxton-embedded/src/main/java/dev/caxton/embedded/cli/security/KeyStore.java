package dev.caxton.embedded.cli.security;

import dev.caxton.api.security.Keys;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.LocalKeys;
import java.nio.file.Path;
import java.util.function.Function;

/** Where a command's keys are: at the server, or in the data directory of one that does not run. */
final class KeyStore {

    private KeyStore() {}

    /** Does something with the keys. */
    static <T> T with(Invocation invocation, Function<Keys, T> work) {
        Path idle = invocation.door().idleDataDir();
        if (idle == null) {
            return work.apply(invocation.caxton().keys());
        }
        try (LocalKeys local = invocation.engine().keys(invocation.door().configFile(), idle)) {
            return work.apply(local.keys());
        }
    }
}
