package dev.caxton.war.security;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys that callers come in with. */
@Dependent
@Path("api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public KeysResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public KeysResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists keys, without their secrets. */
    @GET
    @Needs(value = Role.ADMIN, wholeServer = true)
    public List<ApiKey> list(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.keys().list();
    }

    /** Makes a key; the answer holds its token, this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Role.ADMIN, wholeServer = true)
    public Response create(@Context UriInfo uri, @Nullable KeyRequest request) {
        Params.of(uri);
        CreatedKey created = caxton.keys().create(RequestBody.of(request).key());
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        Answers.location(uri, "keys/" + created.key().keyId()))
                .entity(created)
                .build();
    }

    /** Ends a key at once. */
    @DELETE
    @Path("{key}")
    @Needs(value = Role.ADMIN, wholeServer = true)
    public ApiKey revoke(@PathParam("key") String key, @Context UriInfo uri) {
        Params.of(uri);
        return caxton.keys().revoke(key);
    }
}
