package dev.caxton.war.agent;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.EventStream;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.ServerEvent;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The log of one agent. */
@Dependent
@Path("api/v1/agents/{agent}/logs")
@Produces(MediaType.APPLICATION_JSON)
public class AgentLogsResource {

    private static final int USUAL_TAIL = 100;
    private static final int LONGEST_TAIL = 1000;

    private final Caxton caxton;
    private final OpenStreams streams;

    /** For RESTEasy to see. */
    public AgentLogsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public AgentLogsResource(Caxton caxton, OpenStreams streams) {
        this.caxton = caxton;
        this.streams = streams;
    }

    /** The newest lines of the agent's log, or with {@code follow=true} a stream of further ones. */
    @GET
    @Needs(Role.OPERATOR)
    public Response logs(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "tail", "level", "follow");
        return params.flag("follow", false)
                ? follow(agent, params)
                : Response.ok(entries(agent, params)).build();
    }

    /** The same as plain text, a line an entry. */
    @GET
    @Produces("text/plain;qs=0.5")
    @Needs(Role.OPERATOR)
    public Response logsAsText(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "tail", "level", "follow");
        return params.flag("follow", false)
                ? follow(agent, params)
                : Response.ok(entries(agent, params).stream()
                                .map(AgentLogsResource::line)
                                .collect(Collectors.joining()))
                        .build();
    }

    /** A stream of further lines. */
    @GET
    @Produces(EventStream.MEDIA_TYPE + ";qs=0.4")
    @Needs(Role.OPERATOR)
    public Response logsAsStream(@PathParam("agent") String agent, @Context UriInfo uri) {
        return follow(agent, Params.of(uri, "tail", "level", "follow"));
    }

    private List<AgentLogEntry> entries(String agent, Params params) {
        return caxton.agents()
                .logs(AgentRef.of(agent), params.integer("tail", USUAL_TAIL, 1, LONGEST_TAIL), params.text("level"));
    }

    private Response follow(String agent, Params params) {
        EventStream stream = streams.endless();
        return stream.from(caxton.agents()
                        .followLogs(
                                AgentRef.of(agent),
                                params.text("level"),
                                entry -> stream.tell(ServerEvent.of("log", entry))))
                .response();
    }

    private static String line(AgentLogEntry entry) {
        return entry.at() + " [" + entry.level().toUpperCase(Locale.ROOT) + "] " + entry.message() + '\n';
    }
}
