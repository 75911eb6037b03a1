package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.security.Needs;
import dev.caxton.war.security.Open;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether the server is well. Unknown parameters are let through: probes append their own. */
@Dependent
@Path("api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public HealthResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public HealthResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** The short answer; 503 while the server does not serve. */
    @GET
    @Open
    public Response health() {
        Health health = caxton.ops().health();
        return Response.status(Serving.status(health.status())).entity(health).build();
    }

    /** The long answer. */
    @GET
    @Path("detailed")
    @Needs(value = Role.READONLY, wholeServer = true)
    public Response detailed() {
        DetailedHealth health = caxton.ops().detailedHealth();
        return Response.status(Serving.status(health.status())).entity(health).build();
    }

    /** Whether the memory is well. */
    @GET
    @Path("memory")
    @Needs(value = Role.READONLY, wholeServer = true)
    public Response memory() {
        MemoryHealth health = caxton.ops().memoryHealth();
        return Response.status(Serving.status(health.status())).entity(health).build();
    }

    /** Whether the agents are well. */
    @GET
    @Path("agents")
    @Needs(value = Role.READONLY, wholeServer = true)
    public AgentsHealth agents() {
        return caxton.ops().agentsHealth();
    }

    /** What the process uses. */
    @GET
    @Path("resources")
    @Needs(value = Role.READONLY, wholeServer = true)
    public ResourceHealth resources() {
        return caxton.ops().resourceHealth();
    }
}
