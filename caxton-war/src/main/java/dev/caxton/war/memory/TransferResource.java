package dev.caxton.war.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.TransferFormat;
import dev.caxton.api.security.Role;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.Params;
import dev.caxton.war.http.RequestBody;
import dev.caxton.war.http.Unbounded;
import dev.caxton.war.security.Needs;
import dev.caxton.wire.WireJson;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Memories on their way out and in. */
@Dependent
@Path("api/v1/memory")
public class TransferResource {

    private static final int BAD_RECORDS = 422;
    private static final String[] IMPORT_PARAMS = {
        "agent_id", "memory_scope", "merge_strategy", "skip_corrupted", "validate_only", "import_id"
    };

    private final Caxton caxton;

    /** For RESTEasy to see. */
    public TransferResource() {
        throw MadeByCdi.only();
    }

    /** Serves this Caxton. */
    @Inject
    public TransferResource(Caxton caxton) {
        this.caxton = caxton;
    }

    /** Writes memories as they are at this moment; the answer grows as long as there is something to write. */
    @GET
    @Path("export")
    @Produces({MediaType.APPLICATION_JSON, "application/x-ndjson"})
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public Response exportMemory(@Context UriInfo uri) {
        Params params =
                Params.of(uri, "agent_id", "memory_scope", "format", "include_embeddings", "include_history", "target");
        @Nullable String agent = params.text("agent_id");
        if (agent != null) {
            // Here, since an answer that has begun cannot become an error any more.
            caxton.agents().describe(AgentRef.of(agent));
        }
        @Nullable String format = params.text("format");
        ExportQuery query = new ExportQuery(
                agent,
                params.scope("memory_scope"),
                format == null ? TransferFormat.JSON : WireName.parse(TransferFormat.class, "format", format),
                params.flag("include_embeddings", false),
                params.flag("include_history", true),
                params.choice("target", "qdrant", "neo4j"));
        StreamingOutput body = target -> caxton.memory().exportTo(query, target);
        return Response.ok(body, query.format().mediaType()).build();
    }

    /** Takes in a file of any format and length, as it comes. */
    @POST
    @Path("import")
    @Unbounded
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/x-ndjson", MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public Response importFile(@Context UriInfo uri, InputStream body) throws IOException {
        return answer(request(Params.of(uri, IMPORT_PARAMS)), body);
    }

    /** Takes in a document within a request: {@code {agent_id, memory_scope, merge_strategy, data}}. */
    @POST
    @Path("import")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(value = Role.OPERATOR, wholeServer = true)
    public Response importDocument(@Context UriInfo uri, @Nullable JsonNode body) throws IOException {
        ImportRequest request = request(Params.of(uri, IMPORT_PARAMS));
        JsonNode document = RequestBody.of(body);
        JsonNode entries = document;
        if (document.has("data")) {
            entries = document.path("data");
            request = new ImportRequest(
                    document.hasNonNull("agent_id") ? document.path("agent_id").asText() : request.agentId(),
                    document.hasNonNull("memory_scope")
                            ? WireName.parse(
                                    MemoryScope.class,
                                    "memory_scope",
                                    document.path("memory_scope").asText())
                            : request.memoryScope(),
                    document.hasNonNull("merge_strategy")
                            ? strategy(document.path("merge_strategy").asText())
                            : request.mergeStrategy(),
                    document.path("skip_corrupted").asBoolean(request.skipCorrupted()),
                    document.path("validate_only").asBoolean(request.validateOnly()),
                    document.hasNonNull("import_id")
                            ? document.path("import_id").asText()
                            : request.importId());
        }
        if (!entries.has("entities") && !entries.has("relations")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "data has neither entities nor relations, expected an export",
                    "Send a file of lines as application/x-ndjson.");
        }
        return answer(request, new ByteArrayInputStream(WireJson.mapper().writeValueAsBytes(entries)));
    }

    private Response answer(ImportRequest request, InputStream body) throws IOException {
        ImportReport report = caxton.memory().importFrom(request, body);
        int done = request.validateOnly() ? 200 : 201;
        return Response.status(report.complete() ? done : BAD_RECORDS)
                .entity(report)
                .build();
    }

    private static ImportRequest request(Params params) {
        @Nullable String strategy = params.text("merge_strategy");
        return new ImportRequest(
                params.text("agent_id"),
                params.scope("memory_scope"),
                strategy == null ? MergeStrategy.UPDATE_EXISTING : strategy(strategy),
                params.flag("skip_corrupted", false),
                params.flag("validate_only", false),
                params.text("import_id"));
    }

    private static MergeStrategy strategy(String word) {
        return WireName.parse(MergeStrategy.class, "merge_strategy", word);
    }
}
