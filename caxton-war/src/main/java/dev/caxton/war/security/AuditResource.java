package dev.caxton.war.security;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.AuditQuery;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Who changed what, and who was not permitted to. */
@Dependent
@Path("api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public AuditResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public AuditResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists the lines of the audit trail, the newest first. */
    @GET
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public Response list(@Context UriInfo uri) {
        Params params = Params.of(uri, "actor", "outcome", "limit", "cursor");
        return Answers.page(caxton.audit()
                .list(new AuditQuery(
                        params.text("actor"), params.choice("outcome", "applied", "refused"), params.page())));
    }
}
