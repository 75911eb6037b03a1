package dev.caxton.war.http;

import dev.caxton.war.security.Authentication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@link RequestFilter} in an application server, which knows the filter of the WAR's gate and nothing of this one. */
@ApplicationScoped
@Named("caxton-requests")
public class DeployedRequestFilter implements Filter {

    @Inject
    private @Nullable HttpSettings settings;

    @Inject
    private @Nullable Authentication authentication;

    private @Nullable RequestFilter filter;

    @Override
    public void init(jakarta.servlet.FilterConfig config) {
        HttpSettings known = settings == null ? HttpSettings.defaults() : settings;
        filter = new RequestFilter(
                known,
                Objects.requireNonNull(authentication, "the server does not inject into filters"),
                RequestObserver.NONE,
                Clock.systemUTC());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (filter != null) {
            filter.doFilter(request, response, chain);
        }
    }
}
