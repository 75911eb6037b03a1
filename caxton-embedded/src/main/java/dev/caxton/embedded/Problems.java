package dev.caxton.embedded;

import dev.caxton.api.Problem;
import dev.caxton.war.problem.ProblemBody;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes problems that arise before the REST interface sees a request. */
final class Problems {

    private final Clock clock;

    Problems(Clock clock) {
        this.clock = clock;
    }

    /** The body of a problem now. */
    ProblemBody body(Problem problem) {
        return ProblemBody.at(problem, clock.instant());
    }

    /** Answers with a problem. */
    void write(Problem problem, Request request, Response response, Callback callback) {
        write(body(problem.inRequest(request.getHttpURI().getPath(), null, null)), response, callback);
    }

    /** Answers with a body. */
    void write(ProblemBody body, Response response, Callback callback) {
        byte[] bytes = body.bytes();
        response.setStatus(body.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        String retryAfter = body.retryAfter();
        if (retryAfter != null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, retryAfter);
        }
        if (body.status() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
