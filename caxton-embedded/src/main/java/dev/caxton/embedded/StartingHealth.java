package dev.caxton.embedded;

import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.ServerState;
import java.time.Duration;

/** What can be said about health while there is no engine to ask. */
final class StartingHealth {

    private final long begin = System.nanoTime();
    private final String version;

    StartingHealth() {
        String implemented = StartingHealth.class.getPackage().getImplementationVersion();
        this.version = implemented == null ? "development" : implemented;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    Health health(ServerState state) {
        long seconds = uptime().toSeconds();
        return new Health(state, "embedded", 0, 0, version, seconds, seconds);
    }
}
