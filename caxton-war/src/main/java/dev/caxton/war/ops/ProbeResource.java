package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.security.Open;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What MicroProfile Health answers, below the context path, where a server without it has nothing. It says how Caxton is; a
 * server's own {@code /health} tells of every application.
 */
@Dependent
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ProbeResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ProbeResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Every check. */
    @GET
    @Open
    public Response all() {
        return answer(List.of(Probe.ANSWERS, Probe.SERVES, Probe.AGENTS_LOADED));
    }

    /** Whether it answers at all. */
    @GET
    @Open
    @Path("live")
    public Response live() {
        return answer(List.of(Probe.ANSWERS));
    }

    /** Whether it takes requests. */
    @GET
    @Open
    @Path("ready")
    public Response ready() {
        return answer(List.of(Probe.SERVES));
    }

    /** Whether it has started. */
    @GET
    @Open
    @Path("started")
    public Response started() {
        return answer(List.of(Probe.AGENTS_LOADED));
    }

    private Response answer(List<Probe> probes) {
        ProbeReport report = ProbeReport.of(probes, caxton.ops().health().status());
        return Response.status(report.up() ? 200 : 503).entity(report).build();
    }
}
