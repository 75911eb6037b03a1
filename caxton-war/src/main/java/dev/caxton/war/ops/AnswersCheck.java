package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.ops.ServerState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** For MicroProfile Health: whether the server answers at all; a restart is no remedy for anything less. */
@Dependent
@Liveness
public class AnswersCheck implements HealthCheck {

    private final Caxton caxton;

    /** Looks at this Caxton. */
    @Inject
    public AnswersCheck(Caxton caxton) {
        this.caxton = caxton;
    }

    @Override
    public HealthCheckResponse call() {
        ServerState state = caxton.ops().health().status();
        return HealthCheckResponse.named(Probe.ANSWERS.check())
                .status(Probe.ANSWERS.isUp(state))
                .withData("status", state.wireName())
                .build();
    }
}
