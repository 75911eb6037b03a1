package dev.caxton.engine;

import dev.caxton.api.ops.Health;
import dev.caxton.engine.microprofile.ServerChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The checks of MicroProfile Health as beans; loaded only where that is on the class path. */
final class HealthBeans {

    private HealthBeans() {}

    static void add(AfterBeanDiscovery event, Supplier<Optional<Health>> health) {
        ServerChecks checks = new ServerChecks(health);
        add(event, Liveness.Literal.INSTANCE, checks.answers());
        add(event, Readiness.Literal.INSTANCE, checks.serves());
        add(event, Startup.Literal.INSTANCE, checks.agentsLoaded());
    }

    private static void add(AfterBeanDiscovery event, Annotation kind, HealthCheck check) {
        event.<HealthCheck>addBean()
                .id("caxton health " + kind.annotationType().getSimpleName())
                .beanClass(HealthBeans.class)
                .types(HealthCheck.class, Object.class)
                .qualifiers(kind)
                .scope(ApplicationScoped.class)
                .createWith(context -> check);
    }
}
