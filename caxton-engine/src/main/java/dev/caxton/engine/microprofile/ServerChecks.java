package dev.caxton.engine.microprofile;

import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.ServerState;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The checks for MicroProfile Health. While the engine has not been opened they are up: nobody has needed it yet, and a
 * probe is no reason to open it. Thread-safe.
 */
public final class ServerChecks {

    private final Supplier<Optional<Health>> health;

    /** Checks this health; empty while the engine has not been opened. */
    public ServerChecks(Supplier<Optional<Health>> health) {
        this.health = health;
    }

    /** For liveness: whether it answers at all; a restart is no remedy for anything less. */
    public HealthCheck answers() {
        return () -> response("caxton-answers", true, health.get());
    }

    /** For readiness: whether it takes requests. */
    public HealthCheck serves() {
        return () -> {
            Optional<Health> now = health.get();
            return response(
                    "caxton-serves",
                    now.map(Health::status).map(ServerState::serves).orElse(true),
                    now);
        };
    }

    /** For start-up: whether the agents are loaded. */
    public HealthCheck agentsLoaded() {
        return () -> {
            Optional<Health> now = health.get();
            return response(
                    "caxton-agents-loaded",
                    now.map(known -> known.status() != ServerState.STARTING).orElse(true),
                    now);
        };
    }

    private static HealthCheckResponse response(String name, boolean up, Optional<Health> health) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("status", health.map(now -> now.status().wireName()).orElse("not opened"))
                .build();
    }
}
