package dev.caxton.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.Problem;
import dev.caxton.api.ops.Health;
import dev.caxton.war.ops.Serving;
import dev.caxton.war.security.ForeignOrigin;
import dev.caxton.wire.WireJson;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers the short health question before anything else looks at the request: from the first moment, under any load, and
 * while the server starts or stops. The answer is serialised once for each state and second.
 */
final class HealthHandler extends Handler.Wrapper {

    static final String PATH = "/api/v1/health";

    private final Supplier<Health> health;
    private final ForeignOrigin origins;
    private volatile @Nullable Answer last;

    HealthHandler(Supplier<Health> health, ForeignOrigin origins, Handler next) {
        super(next);
        this.health = health;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String method = request.getMethod();
        boolean head = HttpMethod.HEAD.is(method);
        if (!PATH.equals(request.getHttpURI().getPath()) || !(head || HttpMethod.GET.is(method))) {
            return super.handle(request, response, callback);
        }
        Optional<Problem> foreign = origins.check(
                Request.getLocalAddr(request),
                request.getHeaders().get(HttpHeader.HOST),
                request.getHeaders().get(HttpHeader.ORIGIN));
        if (foreign.isPresent() || request.getHeaders().contains(HttpHeader.ORIGIN)) {
            // refused, or given what a browser wants to know, there
            return super.handle(request, response, callback);
        }
        Answer answer = answer(health.get());
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, head ? null : ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(Health now) throws JsonProcessingException {
        Answer known = last;
        if (known == null || !known.health().equals(now)) {
            known = new Answer(
                    now, Serving.status(now.status()), WireJson.mapper().writeValueAsBytes(now));
            last = known;
        }
        return known;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Answer(Health health, int status, byte[] body) {}
}
