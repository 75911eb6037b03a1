package dev.caxton.engine;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.Tools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.reflect.Type;
import java.util.function.Function;

/**
 * Makes the engine injectable: {@code @Inject Caxton}, or one of its areas. A container finds this extension by itself; one
 * whose discovery is disabled is given it.
 *
 * <p>The engine opens when it is first used, or with the application if {@code runtime.eager_start} says so, and closes with
 * the container. Its configuration is the application's bean of type {@code EffectiveConfig}, or else what a server started
 * in the same place would read, MicroProfile Config included. Beans of type {@code ToolProvider}, {@code ChatModelProvider}
 * and {@code EmbeddingModelProvider} are added to it, and what happens in it is fired as events of the types in
 * {@code dev.caxton.api.ops.event}.
 */
public final class EngineExtension implements Extension {

    private final InjectedEngine engine = new InjectedEngine();
    private boolean hostHasEngine;
    private boolean hostHasMetrics;
    private boolean discovered;

    /** Made by the container. */
    public EngineExtension() {}

    /** Notices what the application and its host bring themselves. */
    void notice(@Observes ProcessBean<?> event) {
        if (discovered) {
            return; // told of beans that extensions add, our own among them
        }
        for (Type type : event.getBean().getTypes()) {
            hostHasEngine |= Caxton.class.equals(type);
            hostHasMetrics |= type.getTypeName().equals(MetricsBeans.REGISTRY);
        }
    }

    /** Adds the beans. */
    void add(@Observes AfterBeanDiscovery event, BeanManager beans) {
        discovered = true;
        if (hostHasEngine) {
            return; // an application that makes its Caxton itself, a client of another server for instance
        }
        event.<Caxton>addBean()
                .id("caxton")
                .beanClass(EngineExtension.class)
                .types(Caxton.class, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(lookup -> engine.open(beans, hostHasMetrics))
                .disposeWith((caxton, lookup) -> engine.close(caxton));
        area(event, Agents.class, Caxton::agents);
        area(event, Messages.class, Caxton::messages);
        area(event, Memory.class, Caxton::memory);
        area(event, Tools.class, Caxton::tools);
        area(event, Keys.class, Caxton::keys);
        area(event, AuditTrail.class, Caxton::audit);
        area(event, Operations.class, Caxton::ops);
        MicroProfile.addHealthChecks(event, engine::health);
        if (!hostHasMetrics) {
            MicroProfile.addMetricRegistry(event, () -> {
                beans.createInstance().select(Caxton.class).get().tools(); // opens the engine
                return engine.meters();
            });
        }
    }

    private static <T> void area(AfterBeanDiscovery event, Class<T> type, Function<Caxton, T> area) {
        event.<T>addBean()
                .id("caxton " + type.getSimpleName())
                .beanClass(EngineExtension.class)
                .types(type, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(lookup -> area.apply(lookup.select(Caxton.class).get()));
    }

    /** Opens the engine with the application, if it is configured so. */
    void started(@Observes @Initialized(ApplicationScoped.class) Object application, BeanManager beans) {
        if (!hostHasEngine && engine.startsEagerly(beans)) {
            beans.createInstance().select(Caxton.class).get().tools();
        }
    }

    /** From here on beans are destroyed, and one that uses the engine then must not open it anew. */
    void ending(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        engine.end();
    }
}
