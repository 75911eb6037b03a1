package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.ops.ServerState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** For MicroProfile Health: whether the agents are loaded. */
@Dependent
@Startup
public class AgentsLoadedCheck implements HealthCheck {

    private final Caxton caxton;

    /** Looks at this Caxton. */
    @Inject
    public AgentsLoadedCheck(Caxton caxton) {
        this.caxton = caxton;
    }

    @Override
    public HealthCheckResponse call() {
        ServerState state = caxton.ops().health().status();
        return HealthCheckResponse.named(Probe.AGENTS_LOADED.check())
                .status(Probe.AGENTS_LOADED.isUp(state))
                .withData("status", state.wireName())
                .build();
    }
}
