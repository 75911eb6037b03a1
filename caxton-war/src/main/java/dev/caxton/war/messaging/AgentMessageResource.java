package dev.caxton.war.messaging;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
import dev.caxton.war.http.EventStream;
import dev.caxton.war.http.IdempotencyKeys;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.http.RequestIdentity;
import dev.caxton.war.http.ServerEvent;
import dev.caxton.war.security.Delegation;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages to one agent. */
@Dependent
@Path("api/v1/agents/{agent}/message")
@Consumes(MediaType.APPLICATION_JSON)
public class AgentMessageResource {

    private final Caxton caxton;
    private final OpenStreams streams;

    /** For RESTEasy to see. */
    public AgentMessageResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public AgentMessageResource(Caxton caxton, OpenStreams streams) {
        this.caxton = caxton;
        this.streams = streams;
    }

    /** Sends a message and waits for the answer, or with {@code Prefer: respond-async} only until it is stored. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.USER)
    public Response ask(
            @PathParam("agent") String agent,
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @HeaderParam("Prefer") @Nullable String prefer,
            @Context UriInfo uri,
            @Nullable MessageRequest message) {
        Params.of(uri);
        AgentRequest request = RequestBody.of(message).request(key);
        return async(prefer)
                ? accepted(caxton.messages().submit(AgentRef.of(agent), request), uri)
                : Response.ok(caxton.messages().ask(AgentRef.of(agent), request))
                        .build();
    }

    /** Sends a message and streams the answer as it comes into being. */
    @POST
    @Produces(EventStream.MEDIA_TYPE + ";qs=0.5")
    @Needs(Role.USER)
    public Response stream(
            @PathParam("agent") String agent,
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @Context UriInfo uri,
            @Context HttpServletRequest context,
            @Nullable MessageRequest message) {
        Params.of(uri);
        AgentRequest request = RequestBody.of(message).request(key);
        EventStream stream = streams.ending();
        return stream.feed(
                        RequestIdentity.of(context),
                        Delegation.of(
                                caxton,
                                () -> ServerEvent.of(
                                        "reply",
                                        caxton.messages()
                                                .ask(AgentRef.of(agent), request, part -> stream.tell(event(part))))))
                .response();
    }

    private static Response accepted(MessageReceipt receipt, UriInfo uri) {
        return Response.status(Response.Status.ACCEPTED)
                .header("Location", Answers.location(uri, "messages/" + receipt.messageId()))
                .header("Preference-Applied", "respond-async")
                .entity(receipt)
                .build();
    }

    private static ServerEvent event(ReplyPart part) {
        return switch (part) {
            case ReplyPart.Accepted accepted -> ServerEvent.of("accepted", accepted);
            case ReplyPart.Text text -> ServerEvent.of("text", text);
            case ReplyPart.ToolCalled call -> ServerEvent.of("tool", call);
        };
    }

    private static boolean async(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]"))
                        .anyMatch(word -> word.strip().equalsIgnoreCase("respond-async"));
    }
}
