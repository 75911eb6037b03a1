package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** How the memory is kept. */
@Dependent
@Path("api/v1/memory/config")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConfigResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ConfigResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ConfigResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** How it is. */
    @GET
    @Needs(Role.READONLY)
    public MemoryConfiguration configuration(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.memory().configuration();
    }

    /** Changes what is given. */
    @PUT
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public ConfiguredMemory configure(@Context UriInfo uri, @Nullable MemoryConfigurationChange change) {
        Params.of(uri);
        return caxton.memory().configure(RequestBody.of(change));
    }
}
