package dev.caxton.embedded;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.RequestLimits;
import dev.caxton.war.http.SecurityHeaders;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses by itself, such as unreadable requests, as a problem and without a word about Jetty. */
final class ProblemErrorHandler extends ErrorHandler {

    /** Path that Jetty gives to a request whose own it could not read. */
    private static final String UNREAD = "/badMessage";

    /** What Jetty says of another version of HTTP; it is the caller's mistake and not the server's. */
    private static final int OTHER_VERSION = 505;

    private static final int BAD_REQUEST = 400;

    /** What Jetty answers when it could not read a request to its end. */
    private static final Set<Integer> CLOSES = Set.of(BAD_REQUEST, 408, 413, 414, 431, 501);

    private final Problems problems;
    private final RequestLimits limits;

    ProblemErrorHandler(Problems problems, RequestLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() == OTHER_VERSION ? BAD_REQUEST : response.getStatus();
        String path = request.getHttpURI().getPath();
        Problem problem = problem(status, limits);
        SecurityHeaders.set(
                request.isSecure(),
                request.getHeaders().get(HttpHeader.HOST),
                (name, value) -> response.getHeaders().put(name, value));
        if (path != null && !path.equals(UNREAD)) {
            problem = problem.inRequest(path, null, null);
        }
        if (CLOSES.contains(status)) {
            // Jetty closes the connection after such a request; a client that is not told sends its next one in vain
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        problems.write(problems.body(problem).withStatus(status), response, callback);
        return true;
    }

    private static Problem problem(int status, RequestLimits limits) {
        return switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "Nothing answers at this path", null);
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path does not take this method", null);
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The body is too large", null);
            case 414 ->
                Problem.of(
                        ProblemType.TOO_LARGE,
                        "The address is too long, expected at most " + limits.maxUrlLength(),
                        "Send less in the address, or raise server.limits.max_url_length.");
            case 431 ->
                Problem.of(
                        ProblemType.TOO_LARGE,
                        "The headers are too large, expected at most " + limits.maxHeaderSize(),
                        "Send less in the headers, or raise server.limits.max_header_size.");
            case 503 -> Problem.of(ProblemType.STARTING, "The server is not ready", "Try again in a moment.");
            default ->
                status < 500
                        ? Problem.of(
                                ProblemType.MALFORMED_REQUEST,
                                "The request is not HTTP as this server reads it",
                                "Check the path's escapes and the headers.")
                        : Problem.of(
                                ProblemType.INTERNAL_ERROR,
                                "The server failed to process this request",
                                "Look at the server's log.");
        };
    }
}
