package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.TraversalStrategy;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Walks over the memory graph. */
@Dependent
@Path("api/v1/memory/graph")
@Produces(MediaType.APPLICATION_JSON)
public class GraphResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public GraphResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public GraphResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Walks the graph from an entity, given by id or name. */
    @GET
    @Path("{entity}")
    @Needs(Role.READONLY)
    public MemoryGraph walk(@PathParam("entity") String entity, @Context UriInfo uri) {
        Params params = Params.of(
                uri,
                "agent_id",
                "memory_scope",
                "max_depth",
                "relation_types",
                "direction",
                "min_strength",
                "valid_at",
                "include_observations",
                "traversal_strategy",
                "max_nodes");
        @Nullable String strategy = params.text("traversal_strategy");
        return caxton.memory()
                .graph(query(
                        params,
                        entity,
                        params.flag("include_observations", true),
                        strategy == null
                                ? TraversalStrategy.BREADTH_FIRST
                                : WireName.parse(TraversalStrategy.class, "traversal_strategy", strategy),
                        params.integer("max_nodes", GraphQuery.USUAL_NODES, 1, GraphQuery.MAX_NODES)));
    }

    /** Counts what lies around an entity, given by id or name. */
    @GET
    @Path("{entity}/summary")
    @Needs(Role.READONLY)
    public Neighbourhood summary(@PathParam("entity") String entity, @Context UriInfo uri) {
        Params params = Params.of(
                uri,
                "agent_id",
                "memory_scope",
                "max_depth",
                "relation_types",
                "direction",
                "min_strength",
                "valid_at");
        return caxton.memory()
                .neighbourhood(query(params, entity, false, TraversalStrategy.BREADTH_FIRST, GraphQuery.USUAL_NODES));
    }

    private static GraphQuery query(
            Params params, String entity, boolean observations, TraversalStrategy strategy, int maxNodes) {
        return new GraphQuery(
                params.text("agent_id"),
                entity,
                params.scope("memory_scope"),
                params.integer("max_depth", GraphQuery.USUAL_DEPTH, 1, GraphQuery.MAX_DEPTH),
                RelationParams.of(params),
                observations,
                strategy,
                maxNodes);
    }
}
