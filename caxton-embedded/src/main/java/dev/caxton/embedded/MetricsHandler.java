package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Caller;
import dev.caxton.war.ops.MetricsResource;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.Credentials;
import dev.caxton.war.security.ForeignOrigin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the metrics, and nothing else, to whoever comes in at the metrics port. */
final class MetricsHandler extends Handler.Wrapper {

    /** Name of the connector of the metrics port. */
    static final String CONNECTOR = "metrics";

    private final CompletableFuture<Caxton> caxton;
    private final ForeignOrigin origins;
    private final Authentication authentication;
    private final Problems problems;

    MetricsHandler(
            CompletableFuture<Caxton> caxton,
            ForeignOrigin origins,
            Authentication authentication,
            Problems problems,
            Handler next) {
        super(next);
        this.caxton = caxton;
        this.origins = origins;
        this.authentication = authentication;
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!CONNECTOR.equals(request.getConnectionMetaData().getConnector().getName())) {
            return super.handle(request, response, callback);
        }
        HttpFields headers = request.getHeaders();
        Optional<Problem> refused = origins.check(
                Request.getLocalAddr(request), headers.get(HttpHeader.HOST), headers.get(HttpHeader.ORIGIN));
        if (refused.isPresent()) {
            problems.write(refused.get(), request, response, callback);
        } else if (!caxton.isDone()) {
            problems.write(
                    Problem.of(ProblemType.STARTING, "The server is starting", "Try again in a moment."),
                    request,
                    response,
                    callback);
        } else {
            try {
                check(authentication.identify(new Credentials(
                        "/metrics",
                        Request.getLocalAddr(request),
                        headers.get(HttpHeader.AUTHORIZATION),
                        headers.get("X-API-Key"),
                        null,
                        null,
                        null)));
                answer(request, response, callback);
            } catch (CaxtonException e) {
                problems.write(e.problem(), request, response, callback);
            }
        }
        return true;
    }

    /** As the metrics among the operations: every role may, and nobody who is limited to some agents. */
    private static void check(Caller caller) {
        if (caller.scoped()) {
            throw Authentication.beyondScope();
        }
    }

    private void answer(Request request, Response response, Callback callback) {
        if (!"/metrics".equals(request.getHttpURI().getPath())) {
            throw CaxtonException.of(
                    ProblemType.NOT_FOUND, "Nothing answers at this path", "The metrics are at /metrics.");
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MetricsResource.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(caxton.join().ops().metrics().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
