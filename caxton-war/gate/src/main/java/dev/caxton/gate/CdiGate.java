package dev.caxton.gate;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;

/** Stops a deployment, before any class of ours is looked at, in a server that cannot run them. */
public class CdiGate implements Extension {

    void check(@Observes BeforeBeanDiscovery event) {
        Requirements.here().unmet().ifPresent(missing -> {
            throw new DeploymentException(missing);
        });
    }
}
