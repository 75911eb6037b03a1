package dev.caxton.war.ops;

import dev.caxton.api.Caxton;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.ops.VersionReport;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.EventStream;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.ServerEvent;
import dev.caxton.war.security.Needs;
import dev.caxton.war.security.Open;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Running the server. */
@Dependent
@Path("api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class OpsResource {

    private final Caxton caxton;
    private final OpenStreams streams;

    /** For RESTEasy to see. */
    public OpsResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public OpsResource(Caxton caxton, OpenStreams streams) {
        this.caxton = caxton;
        this.streams = streams;
    }

    /** Whether the server takes requests. */
    @GET
    @Path("ready")
    @Open
    public Response ready() {
        ServerState state = caxton.ops().health().status();
        return Response.status(Serving.status(state))
                .entity(new Readiness(state.serves(), state))
                .build();
    }

    /** The configuration in force. */
    @GET
    @Path("config")
    @Needs(value = Role.ADMIN, wholeServer = true)
    public ConfigReport config(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.ops().config();
    }

    /** What is running. */
    @GET
    @Path("version")
    @Needs(Role.READONLY)
    public VersionReport version(@Context UriInfo uri) {
        Params.of(uri);
        return caxton.ops().version();
    }

    /** Every metric. */
    @GET
    @Path("metrics")
    @Produces(MetricsResource.MEDIA_TYPE)
    @Needs(value = Role.READONLY, wholeServer = true)
    public String metrics() {
        return caxton.ops().metrics();
    }

    /** Platform events from now on; of their agents and of shared memory, for callers who are limited to some. */
    @GET
    @Path("events")
    @Produces(EventStream.MEDIA_TYPE)
    @Needs(Role.READONLY)
    public Response events(@Context UriInfo uri) {
        Set<EventType> types = Params.of(uri, "types").set("types", EventType.class);
        EventStream stream = streams.endless();
        return stream.from(caxton.ops()
                        .events(
                                types,
                                event -> stream.tell(
                                        new ServerEvent(event.type(), Long.toString(event.sequence()), event))))
                .response();
    }

    /** Begins to stop the server. */
    @POST
    @Path("shutdown")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Role.ADMIN, wholeServer = true)
    public Response shutdown(@Context UriInfo uri, @Nullable ShutdownRequest request) {
        Params.of(uri);
        ShutdownRequest how = request == null ? ShutdownRequest.USUAL : request;
        caxton.ops().shutdown(how.duration());
        return Response.accepted(how).build();
    }
}
