package dev.caxton.embedded;

import dev.caxton.war.CaxtonApplication;
import dev.caxton.war.http.RequestFilter;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.ext.cdi1x.internal.CdiComponentProvider;
import org.glassfish.jersey.ext.cdi1x.internal.ProcessAllAnnotatedTypes;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.weld.se.WeldRequestScope;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * The resources of the WAR under Weld and Jersey. Every class is named: nothing is scanned, which is most of what a start
 * would otherwise do.
 *
 * @param container the CDI container
 * @param handler what serves requests
 */
record RestInterface(WeldContainer container, ServletContextHandler handler) implements AutoCloseable {

    static RestInterface boot(CaxtonBeans beans, RequestFilter filter) {
        // Weld knows containers by name in the whole process, which may hold more than one server.
        WeldContainer container = new Weld("caxton-" + System.nanoTime())
                .disableDiscovery()
                .skipShutdownHook()
                .addExtension(beans)
                .addExtension(new CdiComponentProvider())
                .addExtension(new ProcessAllAnnotatedTypes())
                .addBeanClasses(CaxtonApplication.RESOURCES.toArray(Class<?>[]::new))
                .addBeanClasses(WeldRequestScope.class, SmallRyeHealthReporter.class, AsyncHealthCheckFactory.class)
                .initialize();
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.getServletHandler().setDecodeAmbiguousURIs(true); // %2F in a file path; Jersey reads the raw path
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder jersey = new ServletHolder(new ServletContainer(
                new ResourceConfig(CaxtonApplication.classes()).addProperties(CaxtonApplication.properties())));
        jersey.setInitOrder(1);
        context.addServlet(jersey, "/*");
        return new RestInterface(container, context);
    }

    /** Asks the checks of MicroProfile Health. */
    SmallRyeHealthReporter reporter() {
        return container.select(SmallRyeHealthReporter.class).get();
    }

    @Override
    public void close() {
        container.close();
    }
}
