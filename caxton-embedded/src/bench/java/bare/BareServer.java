package bare;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.weld.environment.se.Weld;

/** The least that Jetty, Jersey and Weld do together, as their guides show it: what Caxton's start is compared with. */
public final class BareServer {

    public static void main(String[] arguments) throws Exception {
        Weld weld = new Weld();
        weld.initialize();
        Server server = new Server(Integer.parseInt(arguments[0]));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new ServletContainer(new ResourceConfig(Health.class))), "/*");
        server.setHandler(context);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.stop();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        server.start();
        server.join();
    }

    /** A resource that needs all three. */
    @RequestScoped
    @Path("api/v1/health")
    public static class Health {

        @Inject
        Greeting greeting;

        @GET
        @Produces("application/json")
        public String health() {
            return greeting.text();
        }
    }

    /** A bean. */
    @RequestScoped
    public static class Greeting {
        public String text() {
            return "{\"status\":\"healthy\"}";
        }
    }
}
