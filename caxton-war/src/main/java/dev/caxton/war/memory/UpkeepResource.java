package dev.caxton.war.memory;

import dev.caxton.api.Caxton;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.LintReport;
import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryDiagnosis;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryTrend;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.api.memory.ModelFigures;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeping the memory small, clean and fast, and seeing how it fares. */
@Dependent
@Path("api/v1/memory")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UpkeepResource {

    private static final int WARN_PERCENT = 80;
    private static final int USUAL_FINDINGS = 20;
    private static final int MOST_FINDINGS = 1_000;

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public UpkeepResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public UpkeepResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** What the memory takes, part by part. */
    @GET
    @Path("usage")
    @Needs(value = Role.READONLY, wholeServer = true)
    public MemoryUsage usage(@Context UriInfo uri) {
        Params.of(uri);
        return upkeep().usage();
    }

    /** How full the memory is. */
    @GET
    @Path("capacity")
    @Needs(value = Role.READONLY, wholeServer = true)
    public MemoryCapacity capacity(@Context UriInfo uri) {
        return upkeep().capacity(Params.of(uri, "warn_percent").integer("warn_percent", WARN_PERCENT, 1, 100));
    }

    /** What is slow or wrong. */
    @GET
    @Path("diagnosis")
    @Needs(value = Role.READONLY, wholeServer = true)
    public MemoryDiagnosis diagnosis(@Context UriInfo uri) {
        Params.of(uri);
        return upkeep().diagnose();
    }

    /** Recent queries, oldest first. */
    @GET
    @Path("timings")
    @Needs(value = Role.READONLY, wholeServer = true)
    public List<MemoryTiming> timings(@Context UriInfo uri) {
        Params params = Params.of(uri, "since", "threshold");
        return upkeep().timings(params.moment("since", false), params.duration("threshold", Duration.ZERO));
    }

    /** Figures of the last day. */
    @GET
    @Path("trends")
    @Needs(value = Role.READONLY, wholeServer = true)
    public List<MemoryTrend> trends(@Context UriInfo uri) {
        Params.of(uri);
        return upkeep().trends();
    }

    /** How the embedding model fares. */
    @GET
    @Path("model")
    @Needs(value = Role.READONLY, wholeServer = true)
    public ModelFigures model(@Context UriInfo uri) {
        Params.of(uri);
        return upkeep().model();
    }

    /** Checks the memory; 200 whatever is found. */
    @GET
    @Path("check")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public MemoryCheck check(@Context UriInfo uri) {
        Params params = Params.of(uri, "level", "agent_id");
        String level = Objects.requireNonNullElse(params.text("level"), MemoryCheckLevel.HEALTH.wireName());
        @Nullable String agent = params.text("agent_id");
        return upkeep().check(
                        WireName.parse(MemoryCheckLevel.class, "Query parameter 'level'", level),
                        agent == null ? null : AgentRef.of(agent));
    }

    /** What looks like junk. */
    @GET
    @Path("lint")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public LintReport lint(@Context UriInfo uri) {
        return upkeep().lint(Params.of(uri, "limit").integer("limit", USUAL_FINDINGS, 1, MOST_FINDINGS));
    }

    /** Removes what nobody needs. */
    @POST
    @Path("cleanup")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public CleanupReport cleanup(@Context UriInfo uri, @Nullable CleanupRequest body) {
        Params.of(uri);
        return upkeep().cleanup(RequestBody.of(body));
    }

    /** Compacts and rebuilds. */
    @POST
    @Path("optimize")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public OptimizeReport optimize(@Context UriInfo uri, @Nullable OptimizeRequest body) {
        Params.of(uri);
        return upkeep().optimize(RequestBody.of(body));
    }

    /** Empties the embedding cache. */
    @POST
    @Path("cache/clear")
    @Needs(value = Role.OPERATOR, wholeServer = true)
    @Consumes(MediaType.WILDCARD)
    public ClearedCache clearCache(@Context UriInfo uri) {
        Params.of(uri);
        return new ClearedCache(upkeep().clearCache());
    }

    private MemoryUpkeep upkeep() {
        return caxton.memory().upkeep();
    }
}
