package dev.caxton.war.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells one request from all others.
 *
 * @param id sent by the caller or made here; in the log, in the answer and in problems
 * @param traceId W3C trace id that the caller sent; null if it sent none
 * @param path path as requested, escapes included
 * @param at when it came
 */
public record RequestIdentity(String id, @Nullable String traceId, String path, Instant at) {

    /** Name of the request attribute that holds this. */
    public static final String ATTRIBUTE = RequestIdentity.class.getName();

    /** The same, in a resource, where not every implementation knows the context of a filter. */
    public static RequestIdentity of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestIdentity identity
                ? identity
                : new RequestIdentity("none", null, request.getRequestURI(), Instant.EPOCH);
    }

    /** The identity that {@link RequestFilter} gave a request; a nameless one where it was not asked. */
    public static RequestIdentity of(ContainerRequestContext request) {
        return request.getProperty(ATTRIBUTE) instanceof RequestIdentity identity
                ? identity
                : new RequestIdentity(
                        "none", null, request.getUriInfo().getRequestUri().getRawPath(), Instant.EPOCH);
    }
}
