package dev.caxton.war.agent;

import dev.caxton.api.Caxton;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.PingReport;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.Answers;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.security.Needs;
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
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Agents; one is named by id, file stem, display name or file path. */
@Dependent
@Path("api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
public class AgentsResource {

    private static final int UNPROCESSABLE = 422;
    private static final Duration USUAL_PING = Duration.ofSeconds(5);

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public AgentsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public AgentsResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Lists agents. */
    @GET
    @Needs(Role.READONLY)
    public List<AgentDescription> list(@Context UriInfo uri) {
        Params params = Params.of(uri, "type", "status", "capability");
        String type = params.text("type");
        return caxton.agents()
                .list(new AgentFilter(
                        type == null ? null : WireName.parse(AgentType.class, "type", type),
                        states(params.set("status")),
                        params.text("capability")));
    }

    /** Accepts a new agent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public Response deploy(@Nullable DeployRequest request, @Context UriInfo uri) {
        AgentDescription agent = caxton.agents().deploy(RequestBody.of(request).file());
        return Response.status(Response.Status.CREATED)
                .header("Location", Answers.location(uri, "agents/" + agent.slug()))
                .entity(agent)
                .build();
    }

    /** Reads every agent file again. */
    @POST
    @Path("reload")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public ReloadReport reload(@Context UriInfo uri) {
        Params params = Params.of(uri, "validate_first", "dry_run");
        return caxton.agents()
                .reload(new ReloadRequest(null, params.flag("validate_first", false), params.flag("dry_run", false)));
    }

    /** Checks a file that is not deployed. */
    @POST
    @Path("validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public Response validate(@Nullable ValidateRequest request) {
        ValidationReport report =
                caxton.agents().validate(RequestBody.of(request).file());
        return Response.status(report.valid() ? 200 : UNPROCESSABLE)
                .entity(report)
                .build();
    }

    /** Checks every file of the agents directory. */
    @GET
    @Path("validations")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public List<ValidationReport> validations(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.agents().validateAll();
    }

    /** Describes the agent. */
    @GET
    @Path("{agent}")
    @Needs(Role.READONLY)
    public AgentDescription describe(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params.of(uri);
        return caxton.agents().describe(AgentRef.of(agent));
    }

    /** Deletes the agent's file and stops it. */
    @DELETE
    @Path("{agent}")
    @Needs(Role.OPERATOR)
    public void remove(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params.of(uri);
        caxton.agents().remove(AgentRef.of(agent));
    }

    /** Reads the agent's file again. */
    @POST
    @Path("{agent}/reload")
    @Needs(Role.OPERATOR)
    public ReloadReport reload(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "validate_first", "dry_run");
        return caxton.agents()
                .reload(new ReloadRequest(
                        AgentRef.of(agent), params.flag("validate_first", false), params.flag("dry_run", false)));
    }

    /** Checks the agent's file. */
    @GET
    @Path("{agent}/validation")
    @Needs(Role.OPERATOR)
    public ValidationReport validation(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params.of(uri);
        return caxton.agents().validate(AgentRef.of(agent));
    }

    /** Asks whether the agent reacts. */
    @POST
    @Path("{agent}/ping")
    @Needs(Role.USER)
    public PingReport ping(@PathParam("agent") String agent, @Context UriInfo uri) {
        Params params = Params.of(uri, "timeout");
        return caxton.agents().ping(AgentRef.of(agent), params.duration("timeout", USUAL_PING));
    }

    private static Set<AgentState> states(Set<String> words) {
        Set<AgentState> states = new HashSet<>();
        for (String word : words) {
            if (word.equals("failing")) {
                states.addAll(Set.of(AgentState.FAILED, AgentState.CRASHED)); // no state, a documented selection
            } else {
                states.add(WireName.parse(AgentState.class, "status", word));
            }
        }
        return states;
    }
}
