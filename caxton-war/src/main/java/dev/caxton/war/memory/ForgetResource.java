package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.http.RequiredMembers;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Forgetting for good. */
@Dependent
@Path("api/v1/memory/forget")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ForgetResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ForgetResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ForgetResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Forgets an entity, or an observation with all its versions. */
    @POST
    @Needs(Role.ADMIN)
    public ForgetReport forget(@Context UriInfo uri, @Nullable ForgetRequest body) {
        Params.of(uri);
        ForgetRequest request = RequestBody.of(body);
        new RequiredMembers().text("id", request.id()).check();
        if (!request.confirm()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "Member 'confirm' is not true, expected a confirmation: this cannot be undone",
                    "Add \"confirm\": true.");
        }
        return caxton.memory().forget(request.agentId(), request.id());
    }
}
