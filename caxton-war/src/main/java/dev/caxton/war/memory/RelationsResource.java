package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.IdempotencyKeys;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.http.RequiredMembers;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Relations of the memory graph. */
@Dependent
@Path("api/v1/memory/relations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RelationsResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public RelationsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public RelationsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Stores a relation. */
    @POST
    @Needs(Role.USER)
    public Response create(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @Context UriInfo uri,
            @Nullable NewRelation body) {
        Params.of(uri);
        NewRelation relation = RequestBody.of(body);
        new RequiredMembers()
                .text("from_entity", relation.fromEntity())
                .text("to_entity", relation.toEntity())
                .text("relation_type", relation.relationType())
                .check();
        return Response.status(Response.Status.CREATED)
                .entity(caxton.memory().createRelation(relation, IdempotencyKeys.check(key)))
                .build();
    }

    /** Replaces a relation. */
    @PATCH
    @Path("{relation}")
    @Needs(Role.USER)
    public Relation update(
            @PathParam("relation") String relation, @Context UriInfo uri, @Nullable RelationChange change) {
        Params.of(uri);
        return caxton.memory().updateRelation(RequestBody.of(change).of(relation));
    }

    /** Takes a relation back; it stays in the history. */
    @DELETE
    @Path("{relation}")
    @Needs(Role.USER)
    public Relation retract(@PathParam("relation") String relation, @Context UriInfo uri) {
        return caxton.memory().retractRelation(Params.of(uri, "agent_id").text("agent_id"), relation);
    }
}
