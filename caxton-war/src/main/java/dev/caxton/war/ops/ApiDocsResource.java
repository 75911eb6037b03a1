package dev.caxton.war.ops;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Role;
import dev.caxton.war.security.Needs;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The description of the interface as a page to read; it loads nothing from elsewhere. */
@Dependent
@Path("api-docs")
public class ApiDocsResource {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** The page. */
    @GET
    @Produces("text/html;charset=utf-8")
    @Needs(Role.READONLY)
    public Response page() throws IOException {
        return Response.ok(PageFile.read("page.html"), "text/html;charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    /** What the page consists of. */
    @GET
    @Path("{file}")
    @Needs(Role.READONLY)
    public Response file(@PathParam("file") String file) throws IOException {
        return switch (file) {
            case "page.css" ->
                Response.ok(PageFile.read("page.css"), "text/css;charset=utf-8").build();
            case "page.js" ->
                Response.ok(PageFile.read("page.js"), "text/javascript;charset=utf-8")
                        .build();
            default ->
                throw CaxtonException.of(
                        ProblemType.NOT_FOUND, "Nothing answers at this path", "The page is at /api-docs.");
        };
    }
}
