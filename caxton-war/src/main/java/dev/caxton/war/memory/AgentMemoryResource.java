package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The memory of one agent. */
@Dependent
@Path("api/v1/agents/{agent}/memory")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgentMemoryResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public AgentMemoryResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public AgentMemoryResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists what the agent keeps to itself, or a wider scope. */
    @GET
    @Needs(Role.READONLY)
    public Response list(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "memory_scope", "limit", "cursor");
        return Answers.page(caxton.memory().entities(AgentRef.of(agent), params.scope("memory_scope"), params.page()));
    }

    /** Searches what the agent sees. */
    @POST
    @Path("search")
    @Needs(Role.READONLY)
    public SearchResult search(@PathParam("agent") String agent, @Context UriInfo uri, @Nullable AgentSearch search) {
        Params.of(uri);
        return caxton.memory().search(RequestBody.of(search).of(agent));
    }
}
