package dev.caxton.war.messaging;

import dev.caxton.api.Caxton;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageReceipt;
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

/** Messages by id. */
@Dependent
@Path("api/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public MessagesResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public MessagesResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** How far a message has come. */
    @GET
    @Path("{message}")
    @Needs(Role.READONLY)
    public MessageReceipt receipt(@PathParam("message") String message, @Context UriInfo uri) {
        Params.of(uri);
        return caxton.messages().receipt(MessageId.parse(message));
    }
}
