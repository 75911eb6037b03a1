package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
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
import jakarta.ws.rs.GET;
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

/** Entities of the memory graph. */
@Dependent
@Path("api/v1/memory/entities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EntitiesResource {

    private static final int NOTHING_STORED = 422;

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public EntitiesResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public EntitiesResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Stores an entity, or extends the one of this name. */
    @POST
    @Needs(Role.USER)
    public Response create(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key, @Context UriInfo uri, @Nullable NewEntity body) {
        Params.of(uri);
        NewEntity entity = RequestBody.of(body);
        new RequiredMembers()
                .text("entity_name", entity.entityName())
                .text("entity_type", entity.entityType())
                .check();
        StoredEntity stored = caxton.memory().createEntity(entity, IdempotencyKeys.check(key));
        return Response.status(stored.created() ? Response.Status.CREATED : Response.Status.OK)
                .header("Location", Answers.location(uri, "memory/entities/" + stored.entityId()))
                .entity(stored)
                .build();
    }

    /** Stores several entities in one change; 422 if none could be stored. */
    @POST
    @Path("batch")
    @Needs(Role.USER)
    public Response createAll(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @Context UriInfo uri,
            @Nullable NewEntities body) {
        Params.of(uri);
        StoredEntities stored = caxton.memory().createEntities(RequestBody.of(body), IdempotencyKeys.check(key));
        boolean none = stored.failedEntities() == stored.results().size();
        return Response.status(none ? NOTHING_STORED : Response.Status.CREATED.getStatusCode())
                .entity(stored)
                .build();
    }

    /** Describes one entity. */
    @GET
    @Path("{entity}")
    @Needs(Role.READONLY)
    public Entity describe(@PathParam("entity") String entity, @Context UriInfo uri) {
        Params params = Params.of(
                uri,
                "agent_id",
                TimeParams.FILTER,
                TimeParams.START,
                TimeParams.END,
                TimeParams.VALID_AT,
                TimeParams.AS_OF);
        return caxton.memory()
                .entity(new EntityQuery(params.text("agent_id"), entity, TimeParams.of(params, TimeView.Filter.ALL)));
    }

    /** All that was ever believed of an entity and was not forgotten. */
    @GET
    @Path("{entity}/history")
    @Needs(Role.READONLY)
    public EntityHistory history(@PathParam("entity") String entity, @Context UriInfo uri) {
        Params params = Params.of(uri, "agent_id");
        return caxton.memory().history(new EntityQuery(params.text("agent_id"), entity, TimeView.all()));
    }

    /** Changes an entity; the version before stays in its history. */
    @PATCH
    @Path("{entity}")
    @Needs(Role.USER)
    public Entity update(@PathParam("entity") String entity, @Context UriInfo uri, @Nullable EntityChange change) {
        Params.of(uri);
        return caxton.memory().updateEntity(RequestBody.of(change).of(entity));
    }

    /** Deletes an entity with its observations and relations. */
    @DELETE
    @Path("{entity}")
    @Needs(Role.USER)
    public void delete(@PathParam("entity") String entity, @Context UriInfo uri) {
        caxton.memory().deleteEntity(Params.of(uri, "agent_id").text("agent_id"), entity);
    }

    /** Adds facts to an entity. */
    @POST
    @Path("{entity}/observations")
    @Needs(Role.USER)
    public StoredEntity observe(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @PathParam("entity") String entity,
            @Context UriInfo uri,
            @Nullable ObservationsRequest observations) {
        Params.of(uri);
        return caxton.memory().addObservations(RequestBody.of(observations).of(entity), IdempotencyKeys.check(key));
    }
}
