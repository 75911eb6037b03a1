package dev.caxton.gate;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What every request to the WAR passes first; the WAR's own filter stands behind it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EntranceFilter implements Filter {

    /** Null where there is no CDI, and {@link Refusal} answers. */
    @Inject
    @Named("caxton-requests")
    private @Nullable Filter requests;

    @Override
    public void init(FilterConfig config) throws ServletException {
        if (requests != null) {
            requests.init(config);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (requests == null) {
            throw new ServletException("the server does not inject into filters, and Caxton is not guarded");
        }
        requests.doFilter(request, response, chain);
    }
}
