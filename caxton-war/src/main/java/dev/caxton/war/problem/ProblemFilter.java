package dev.caxton.war.problem;

import dev.caxton.api.Problem;
import dev.caxton.war.http.RequestIdentity;
import dev.caxton.war.http.UnreadBody;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Gives problems their form, with the identity of the request they occurred in. */
@Provider
@Priority(1000)
public final class ProblemFilter implements ContainerResponseFilter {

    private static final MediaType PROBLEM_JSON = MediaType.valueOf(ProblemBody.MEDIA_TYPE);

    /** An answer with a problem. Its media type is set, or one would be chosen by an Accept that may accept nothing. */
    static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.type().status()).entity(problem).type(PROBLEM_JSON);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (entity == null && response.getStatus() >= 400) {
            entity = HttpExceptionMapper.problem(response.getStatus(), response.getHeaderString("Allow"));
        }
        if (response.getStatus() >= 400) {
            UnreadBody.discard(request::getEntityStream, request.getHeaderString("Expect"));
        }
        if (entity instanceof Problem problem) {
            ProblemBody body = ProblemBody.of(problem, RequestIdentity.of(request));
            response.setEntity(body, new Annotation[0], PROBLEM_JSON);
            if (body.retryAfter() != null) {
                response.getHeaders().putSingle("Retry-After", body.retryAfter());
            }
        }
    }
}
