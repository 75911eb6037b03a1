package dev.caxton.war.ops;

import dev.caxton.api.security.Role;
import dev.caxton.war.http.Params;
import dev.caxton.war.security.Needs;
import dev.caxton.wire.WireJson;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the interface, as OpenAPI 3.1. */
@Dependent
@Path("openapi")
public class OpenApiResource {

    private static final String YAML = "application/yaml";

    /** The document as YAML (RFC 9512), or as JSON for {@code format=json} or an {@code Accept} that prefers it. */
    @GET
    @Produces({YAML, MediaType.APPLICATION_JSON + ";qs=0.5"})
    @Needs(Role.READONLY)
    public Response document(@Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept)
            throws IOException {
        String format = Params.of(uri, "format").choice("format", "yaml", "json");
        boolean json = format == null ? prefersJson(accept) : format.equals("json");
        String yaml = new String(PageFile.read("openapi.yaml"), java.nio.charset.StandardCharsets.UTF_8);
        return json
                ? Response.ok(json(yaml), MediaType.APPLICATION_JSON).build()
                : Response.ok(yaml, YAML + ";charset=utf-8").build();
    }

    private static boolean prefersJson(@Nullable String accept) {
        return Optional.ofNullable(accept)
                .map(header -> header.contains("json") && !header.contains("yaml"))
                .orElse(false);
    }

    private static Object json(String yaml) throws IOException {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return WireJson.mapper().valueToTree(tree);
    }
}
