package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.OrphanCheck;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Searching, walking, clearing and judging the memory. */
@Dependent
@Path("api/v1/memory")
@Produces(MediaType.APPLICATION_JSON)
public class MemoryResource {

    private static final int USUAL_LIMIT = 10;

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public MemoryResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public MemoryResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Searches by meaning, by words, or by both. */
    @GET
    @Path("search")
    @Needs(Role.READONLY)
    public SearchResult search(@Context UriInfo uri) {
        Params params = Params.of(
                uri,
                "agent_id",
                "query",
                "memory_scope",
                "entity_types",
                "limit",
                "min_similarity",
                "include_relations",
                "mode",
                "semantic_weight",
                "authors",
                "min_confidence",
                "expand_depth",
                TimeParams.FILTER,
                TimeParams.START,
                TimeParams.END,
                TimeParams.VALID_AT,
                TimeParams.AS_OF);
        @Nullable String mode = params.text("mode");
        return caxton.memory()
                .search(new MemoryQuery(
                        params.text("agent_id"),
                        params.required("query"),
                        params.scope("memory_scope"),
                        params.set("entity_types"),
                        params.integer("limit", USUAL_LIMIT, 1, MemoryQuery.MAX_LIMIT),
                        params.number("min_similarity", -1, 1),
                        params.flag("include_relations", false),
                        mode == null ? SearchMode.HYBRID : WireName.parse(SearchMode.class, "mode", mode),
                        params.number("semantic_weight", 0, 1),
                        TimeParams.of(params, TimeView.Filter.CURRENT),
                        params.set("authors"),
                        params.number("min_confidence", 0, 1),
                        params.integer("expand_depth", 0, 0, MemoryQuery.MAX_EXPANSION)));
    }

    /** Deletes what an agent remembers. */
    @DELETE
    @Path("{agent}")
    @Needs(Role.ADMIN)
    public ClearReport clear(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "confirm", "memory_scope", "entity_types");
        if (!params.flag("confirm", false)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "Query parameter 'confirm' is not true, expected a confirmation: this cannot be undone",
                    "Add ?confirm=true.");
        }
        return caxton.memory().clear(AgentRef.of(agent), params.scope("memory_scope"), params.set("entity_types"));
    }

    /** Counts and times. */
    @GET
    @Path("stats")
    @Needs(Role.READONLY)
    public MemoryStats stats(@Context UriInfo uri) {
        Params params = Params.of(uri, "agent_id", "memory_scope");
        @Nullable String agent = params.text("agent_id");
        return caxton.memory().stats(agent == null ? null : AgentRef.of(agent), params.scope("memory_scope"));
    }

    /** How the memory is. */
    @GET
    @Path("status")
    @Needs(value = Role.READONLY, wholeServer = true)
    public MemoryStatus status(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.memory().status();
    }

    /** The same as a list of checks; 503 if the memory does not serve. */
    @GET
    @Path("health")
    @Needs(value = Role.READONLY, wholeServer = true)
    public Response health(@Context UriInfo uri) {
        Params.of(uri);
        MemoryStatus status = caxton.memory().status();
        // What cannot be read is not counted, so that the answer says the rest.
        @Nullable
        OrphanCheck orphans =
                MemoryChecks.isWell(status) ? caxton.memory().upkeep().orphans() : null;
        MemoryChecks checks = MemoryChecks.of(status, orphans);
        return Response.status(checks.serves() ? 200 : 503).entity(checks).build();
    }
}
