package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.security.Role;
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

/** Paths between entities of the memory graph. */
@Dependent
@Path("api/v1/memory/path")
@Produces(MediaType.APPLICATION_JSON)
public class PathResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public PathResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public PathResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** The shortest path between two entities, given by id or name. */
    @GET
    @Needs(Role.READONLY)
    public MemoryPath path(@Context UriInfo uri) {
        Params params = Params.of(
                uri,
                "agent_id",
                "from",
                "to",
                "memory_scope",
                "max_length",
                "relation_types",
                "direction",
                "min_strength",
                "valid_at");
        return caxton.memory()
                .path(new PathQuery(
                        params.text("agent_id"),
                        params.required("from"),
                        params.required("to"),
                        params.scope("memory_scope"),
                        params.integer("max_length", PathQuery.USUAL_LENGTH, 1, PathQuery.MAX_LENGTH),
                        RelationParams.of(params)));
    }
}
