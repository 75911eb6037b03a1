package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Observations by their ids. */
@Dependent
@Path("api/v1/memory/observations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ObservationsResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ObservationsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ObservationsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Replaces an observation. */
    @PATCH
    @Path("{observation}")
    @Needs(Role.USER)
    public Observation update(
            @PathParam("observation") String observation, @Context UriInfo uri, @Nullable ObservationChange change) {
        Params.of(uri);
        return caxton.memory().updateObservation(RequestBody.of(change).of(observation));
    }

    /** Takes an observation back; it stays in the history. */
    @DELETE
    @Path("{observation}")
    @Needs(Role.USER)
    public Observation retract(@PathParam("observation") String observation, @Context UriInfo uri) {
        return caxton.memory().retractObservation(Params.of(uri, "agent_id").text("agent_id"), observation);
    }
}
