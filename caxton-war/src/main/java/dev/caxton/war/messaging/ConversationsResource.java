package dev.caxton.war.messaging;

import dev.caxton.api.Caxton;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Conversations. */
@Dependent
@Path("api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public ConversationsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public ConversationsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists conversations, the most recently active first. */
    @GET
    @Needs(Role.READONLY)
    public Response list(@Context UriInfo uri) {
        return Answers.page(caxton.messages()
                .conversations(Params.of(uri, "limit", "cursor").page()));
    }

    /** Describes one conversation. */
    @GET
    @Path("{conversation}")
    @Needs(Role.READONLY)
    public Conversation describe(@PathParam("conversation") String conversation, @Context UriInfo uri) {
        Params.of(uri);
        return caxton.messages().conversation(ConversationId.parse(conversation));
    }

    /** Lists the messages of a conversation, oldest first. */
    @GET
    @Path("{conversation}/messages")
    @Needs(Role.READONLY)
    public Response messages(@PathParam("conversation") String conversation, @Context UriInfo uri) {
        return Answers.page(caxton.messages()
                .history(
                        ConversationId.parse(conversation),
                        Params.of(uri, "limit", "cursor").page()));
    }
}
