package dev.caxton.gate;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;

/** Stops a deployment, before any class of ours is looked at, in a server that cannot run them. */
public class CdiGate implements Extension {

    void check(@Observes BeforeBeanDiscovery event) {
        Requirements.here().unmet().ifPresent(missing -> {
            throw new Refused(missing);
        });
    }

    /** Without a stack trace, which servers show at length and which says nothing here. */
    private static final class Refused extends DeploymentException {

        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
