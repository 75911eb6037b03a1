package dev.caxton.embedded;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.http.SecurityHeaders;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The first to see each request: gives every answer its security headers, refuses addresses that are too long, and announces
 * the end of connections whose request is answered before its body was read.
 */
final class FrontHandler extends Handler.Wrapper {

    /** HTTP's own status for this, finer than that of the problem type. */
    private static final int URI_TOO_LONG = 414;

    private final long maxUrlLength;
    private final Problems problems;

    FrontHandler(long maxUrlLength, Problems problems, Handler next) {
        super(next);
        this.maxUrlLength = maxUrlLength;
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SecurityHeaders.set(
                request.isSecure(),
                request.getHeaders().get(HttpHeader.HOST),
                (name, value) -> response.getHeaders().put(name, value));
        if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0) {
            request.addHttpStreamWrapper(AnnouncedClose::new);
        }
        if (request.getHttpURI().getPathQuery().length() > maxUrlLength) {
            Problem problem = Problem.of(
                    ProblemType.TOO_LARGE,
                    "The address is too long, expected at most " + maxUrlLength + " characters",
                    "Send less in the address, or raise server.limits.max_url_length.");
            problems.write(problems.body(problem).withStatus(URI_TOO_LONG), response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
