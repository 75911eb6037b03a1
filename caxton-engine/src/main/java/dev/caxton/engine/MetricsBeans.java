package dev.caxton.engine;

import dev.caxton.engine.microprofile.BridgedRegistry;
import dev.caxton.engine.microprofile.MirroredMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** MicroProfile Metrics in both directions; loaded only where that is on the class path. */
final class MetricsBeans {

    static final String REGISTRY = "org.eclipse.microprofile.metrics.MetricRegistry";

    private MetricsBeans() {}

    static void add(AfterBeanDiscovery event, Supplier<MeterRegistry> meters) {
        event.<MetricRegistry>addBean()
                .id("caxton metric registry")
                .beanClass(MetricsBeans.class)
                .types(MetricRegistry.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> new BridgedRegistry(meters.get()));
    }

    static AutoCloseable mirror(EngineCaxton engine, BeanManager beans) {
        // Injected rather than looked up: SmallRye's producer looks at the injection point and fails without one.
        HostRegistry host = new HostRegistry();
        CreationalContext<HostRegistry> context = beans.createCreationalContext(null);
        beans.getInjectionTargetFactory(beans.createAnnotatedType(HostRegistry.class))
                .createInjectionTarget(null)
                .inject(host, context);
        MirroredMetrics mirror = MirroredMetrics.of(engine.metrics(), host.registry());
        return () -> {
            mirror.close();
            context.release();
        };
    }
}
