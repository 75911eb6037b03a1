package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.ops.ServerState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** For MicroProfile Health: whether the server takes requests. */
@Dependent
@Readiness
public class ServesCheck implements HealthCheck {

    private final Caxton caxton;

    /** Looks at this Caxton. */
    @Inject
    public ServesCheck(Caxton caxton) {
        this.caxton = caxton;
    }

    @Override
    public HealthCheckResponse call() {
        ServerState state = caxton.ops().health().status();
        return HealthCheckResponse.named(Probe.SERVES.check())
                .status(Probe.SERVES.isUp(state))
                .withData("status", state.wireName())
                .build();
    }
}
