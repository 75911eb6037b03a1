package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import dev.caxton.war.problem.ProblemBody;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.ClientCertificate;
import dev.caxton.war.security.ContainerRoles;
import dev.caxton.war.security.Credentials;
import dev.caxton.war.security.Redaction;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Gives every request its identity, refuses strangers and those who ask too often, has the thread work for the caller, sets
 * the headers that every answer has, and writes one log line at the end.
 */
public final class RequestFilter implements Filter {

    /** Request attribute that holds the matched path with its variables unresolved. */
    public static final String ROUTE = "dev.caxton.war.route";

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Logger LOG = LoggerFactory.getLogger("dev.caxton.access");

    private static final Pattern MEDIA_TYPE = Pattern.compile("[^/\\s;,]+/[^/\\s;,]+(\\s*;.*)?");

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";,]*)");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> READ_CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

    private final RequestIds ids = new RequestIds();
    private final Entrance entrance;
    private final CallerRates rates;
    private final Authentication authentication;
    private final RequestObserver observer;
    private final Clock clock;

    /** Checks as the settings say and tells the observer. */
    public RequestFilter(HttpSettings settings, Authentication authentication, RequestObserver observer, Clock clock) {
        this.entrance = new Entrance(settings);
        this.rates = new CallerRates(settings.network().rate());
        this.authentication = authentication;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        long begin = System.nanoTime();
        RequestIdentity identity = new RequestIdentity(
                ids.of(request.getHeader(REQUEST_ID)),
                ids.trace(request.getHeader("traceparent")),
                Redaction.path(request.getRequestURI()),
                clock.instant());
        request.setAttribute(RequestIdentity.ATTRIBUTE, identity);
        MDC.put("request_id", identity.id());
        if (identity.traceId() != null) {
            MDC.put("trace_id", identity.traceId());
        }
        try {
            response.setHeader(REQUEST_ID, identity.id());
            SecurityHeaders.set(request.isSecure(), request.getHeader("Host"), response::setHeader);
            if (entrance.answersPreflight(request, response)) {
                return;
            }
            Optional<Problem> refused =
                    entrance.refuses(request).or(() -> contentType(request.getHeader("Content-Type")));
            if (refused.isPresent()) {
                refuse(request, response, identity, refused.get());
            } else {
                admit(request, response, identity, chain);
            }
        } finally {
            finished(request, response, System.nanoTime() - begin);
            MDC.remove("request_id");
            MDC.remove("trace_id");
        }
    }

    private void admit(
            HttpServletRequest request, HttpServletResponse response, RequestIdentity identity, FilterChain chain)
            throws IOException, ServletException {
        Principal principal = request.getUserPrincipal();
        Caller recognised = authentication.roles().of(principal, request::isUserInRole);
        Credentials credentials = new Credentials(
                request.getRequestURI().substring(request.getContextPath().length()),
                request.getLocalAddr(),
                request.getHeader("Authorization"),
                request.getHeader("X-API-Key"),
                recognised,
                recognised == null ? ContainerRoles.name(principal) : null,
                ClientCertificate.of(request));
        Caller caller;
        try {
            caller = authentication.identify(credentials);
        } catch (CaxtonException e) {
            Problem problem = rates.tooFast(request, null, response).orElse(e.problem());
            if (problem.type() == ProblemType.UNAUTHENTICATED) {
                response.setHeader(
                        "WWW-Authenticate",
                        Authentication.claims(credentials) ? "Bearer error=\"invalid_token\"" : "Bearer");
            }
            refuse(request, response, identity, problem);
            return;
        }
        Optional<Problem> tooFast = rates.tooFast(request, caller, response);
        if (tooFast.isPresent()) {
            refuse(request, response, identity, tooFast.get());
            return;
        }
        request.setAttribute(Authentication.CALLER, caller);
        try (Admission.Binding binding = authentication.admission().enter(caller)) {
            chain.doFilter(request, response);
        }
        if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN && !READS.contains(request.getMethod())) {
            authentication
                    .admission()
                    .refused(caller, request.getMethod() + ' ' + route(request), Redaction.path(credentials.path()));
        }
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, RequestIdentity identity, Problem problem)
            throws IOException {
        UnreadBody.discard(request::getInputStream, request.getHeader("Expect"));
        ProblemBody.of(problem, identity).writeTo(response);
    }

    /** JAX-RS implementations answer such a header with an empty page, and servers such a character set with a failure. */
    private static Optional<Problem> contentType(@Nullable String type) {
        if (type == null) {
            return Optional.empty();
        }
        if (!MEDIA_TYPE.matcher(type).matches()) {
            return Optional.of(unsupported("is no media type, expected application/json"));
        }
        Matcher charset = CHARSET.matcher(type);
        return !charset.find() || READ_CHARSETS.contains(charset.group(1).toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(unsupported("names another character set than UTF-8"));
    }

    private static Problem unsupported(String reason) {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "The header Content-Type " + reason,
                "Send the header Content-Type: application/json.");
    }

    private void finished(HttpServletRequest request, HttpServletResponse response, long nanos) {
        String route = route(request);
        observer.finished(request.getMethod(), route, response.getStatus(), nanos);
        boolean routine = route.contains("health") || route.endsWith("/ready") || route.endsWith("metrics");
        LoggingEventBuilder line = LOG.atLevel(routine ? Level.DEBUG : Level.INFO);
        line.log(() -> request.getMethod() + ' ' + route + ' ' + response.getStatus() + ' ' + millis(nanos) + " ms");
    }

    private static String route(HttpServletRequest request) {
        @Nullable Object matched = request.getAttribute(ROUTE);
        return matched == null ? "unmatched" : matched.toString();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
