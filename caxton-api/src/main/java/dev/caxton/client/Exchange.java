package dev.caxton.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends requests over a transport, reads JSON answers, and turns everything that goes wrong into a problem. */
final class Exchange {

    /** Largest answer that is read as a whole: six of the largest messages. */
    static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;

    private final HttpTransport transport;
    private final HttpCaxtonOptions options;

    Exchange(HttpTransport transport, HttpCaxtonOptions options) {
        this.transport = transport;
        this.options = options;
    }

    HttpCaxtonOptions options() {
        return options;
    }

    /** A request for a path below {@code /api/v1}; each segment is escaped. */
    WireRequest request(String method, String... segments) {
        return new WireRequest(this, method, segments);
    }

    /** Sends; an answer that reports a problem is thrown as one. */
    HttpAnswer send(HttpCall call) {
        HttpAnswer answer = transmit(call);
        if (answer.status() < 300) {
            return answer;
        }
        throw problem(call, answer);
    }

    /** Sends; what the answer says is left to the caller. */
    HttpAnswer transmit(HttpCall call) {
        try {
            return transport.send(call);
        } catch (IOException e) {
            throw failed(call, e);
        }
    }

    CaxtonException problem(HttpCall call, HttpAnswer answer) {
        try (answer) {
            String body = answer.mediaType().contains("json") ? text(answer.body()) : "";
            return ProblemReader.read(options.url(), call, answer, body);
        } catch (IOException e) {
            return failed(call, e);
        }
    }

    <T> T json(HttpCall call, HttpAnswer answer, JavaType type) {
        ObjectMapper mapper = WireJson.mapper();
        try (answer) {
            if (!answer.mediaType().contains("json")) {
                throw ProblemReader.notCaxton(options.url(), call, answer);
            }
            @Nullable T value = mapper.readValue(new BoundedInput(answer.body(), MAX_ANSWER_BYTES), type);
            if (value == null) {
                throw ProblemReader.notCaxton(options.url(), call, answer);
            }
            return value;
        } catch (JacksonException e) {
            throw ProblemReader.notUnderstood(options.url(), call, e);
        } catch (IOException e) {
            throw failed(call, e);
        }
    }

    String text(HttpCall call, HttpAnswer answer) {
        try (answer) {
            return text(answer.body());
        } catch (IOException e) {
            throw failed(call, e);
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(new BoundedInput(body, MAX_ANSWER_BYTES).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The problem behind a broken exchange. */
    CaxtonException failed(HttpCall call, IOException cause) {
        URI url = options.url();
        if (cause instanceof BoundedInput.Exceeded) {
            return CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.TOO_LARGE,
                            "The answer to " + call + " is larger than " + MAX_ANSWER_BYTES + " bytes",
                            "Ask for less at once, with a limit and a cursor."),
                    cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return of(
                    ProblemType.TIMEOUT,
                    url + " did not answer " + call + " within "
                            + call.timeout().toMillis() + " ms",
                    "Allow more time, or look at the server's log for what keeps it busy.",
                    cause);
        }
        if (cause instanceof InterruptedIOException) {
            return of(ProblemType.TIMEOUT, "Interrupted while waiting for " + url, null, cause);
        }
        if (cause instanceof UnknownHostException) {
            return of(
                    ProblemType.UNREACHABLE,
                    "Host '" + url.getHost() + "' of " + url + " has no address",
                    "Check the spelling of the server's URL and the name service.",
                    cause);
        }
        if (cause instanceof ConnectException) {
            return of(
                    ProblemType.UNREACHABLE,
                    "No server answers at " + url + ": " + reason(cause),
                    "Start one there with 'caxton start', or give the URL of a running one.",
                    cause);
        }
        if (cause instanceof SSLException) {
            return of(
                    ProblemType.UNREACHABLE,
                    "No secure connection to " + url + ": " + reason(cause),
                    "Check that the URL's scheme is right and that the server's certificate is trusted (--ca-file,"
                            + " CAXTON_CA_FILE, or an SSLContext) and names this host.",
                    cause);
        }
        return of(
                ProblemType.UNREACHABLE,
                "The connection to " + url + " broke during " + call + ": " + reason(cause),
                "The server may have stopped, or something other than Caxton listens there; whether the request took"
                        + " effect is not known.",
                cause);
    }

    private static CaxtonException of(ProblemType type, String detail, @Nullable String hint, Throwable cause) {
        return CaxtonException.of(dev.caxton.api.Problem.of(type, detail, hint), cause);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "connection refused" : ProblemReader.cut(message);
    }
}
