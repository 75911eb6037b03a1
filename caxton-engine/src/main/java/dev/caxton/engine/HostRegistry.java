package dev.caxton.engine;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Has the host's registry injected. */
class HostRegistry {

    @Inject
    private @Nullable MetricRegistry registry;

    /** The registry, once it was injected. */
    MetricRegistry registry() {
        return requireNonNull(registry, "registry");
    }
}
