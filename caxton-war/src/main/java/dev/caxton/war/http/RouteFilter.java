package dev.caxton.war.http;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Notes which path of the interface matched, for the log and the metrics. */
@Provider
public final class RouteFilter implements ContainerResponseFilter {

    @Context
    private @Nullable ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (matched != null && matched.getResourceClass() != null) {
            request.setProperty(RequestFilter.ROUTE, route(matched.getResourceClass(), matched.getResourceMethod()));
        }
    }

    private static String route(Class<?> resource, @Nullable Method method) {
        Path path = resource.getAnnotation(Path.class);
        Path rest = method == null ? null : method.getAnnotation(Path.class);
        String base = path == null ? "" : slashed(path.value());
        return rest == null ? base : base + slashed(rest.value());
    }

    private static String slashed(String path) {
        return path.startsWith("/") ? path : '/' + path;
    }
}
