package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Metrics where Prometheus looks for them. */
@Dependent
@Path("metrics")
public class MetricsResource {

    /** Prometheus text format (exposition format 0.0.4). */
    public static final String MEDIA_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public MetricsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public MetricsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Every metric. */
    @GET
    @Produces(MEDIA_TYPE)
    @Needs(value = Role.READONLY, wholeServer = true)
    public String metrics() {
        return caxton.ops().metrics();
    }
}
