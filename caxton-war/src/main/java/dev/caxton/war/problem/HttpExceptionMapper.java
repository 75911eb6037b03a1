package dev.caxton.war.problem;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Answers what never reached a resource: unknown paths, wrong methods and media types, unreadable headers. */
@Provider
public final class HttpExceptionMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException failure) {
        Response original = failure.getResponse();
        if (original.getStatusInfo().getFamily() != Response.Status.Family.CLIENT_ERROR
                && original.getStatusInfo().getFamily() != Response.Status.Family.SERVER_ERROR) {
            return original;
        }
        @Nullable String allow = original.getHeaderString(HttpHeaders.ALLOW);
        Problem problem = problem(original.getStatus(), allow);
        Response.ResponseBuilder answer = ProblemFilter.response(problem);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    static Problem problem(int status, @Nullable String allow) {
        return switch (status) {
            case 404 ->
                Problem.of(
                        ProblemType.NOT_FOUND,
                        "Nothing answers at this path",
                        "The paths are listed at /openapi and, to read, at /api-docs.");
            case 405 ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This path does not take this method",
                        allow == null ? null : "It takes " + allow + ".");
            case 406 ->
                Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "None of the media types in Accept is produced here",
                        "Ask for application/json, or for text/event-stream where a stream is offered.");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The body is too large", null);
            case 415 ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body's media type is not read here, expected application/json",
                        "Send the header Content-Type: application/json.");
            case 503 -> Problem.of(ProblemType.STARTING, "The server is not ready", "Try again in a moment.");
            default ->
                status < 500
                        ? Problem.of(ProblemType.MALFORMED_REQUEST, "The request cannot be read", null)
                        : Problem.of(ProblemType.INTERNAL_ERROR, UncaughtMapper.DETAIL, UncaughtMapper.HINT);
        };
    }
}
