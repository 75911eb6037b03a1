package dev.caxton.war.tool;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.Role;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Tools that agents may be granted. */
@Dependent
@Path("api/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
public class ToolsResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ToolsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ToolsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists tools. */
    @GET
    @Needs(Role.READONLY)
    public List<ToolDescriptor> list(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.tools().list();
    }
}
