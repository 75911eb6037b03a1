package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses bodies beyond the limit, declared or chunked. */
@Dependent
@Provider
@Priority(100)
public final class BodyLimitFilter implements ContainerRequestFilter {

    /**
     * Bytes of a refused body that are read and thrown away. Most callers send all they have before they look for an
     * answer, and a connection that is closed meanwhile takes the answer with it.
     */
    private static final long DISCARDED = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BodyLimitFilter.class);

    private final long limit;

    @Context
    private @Nullable ResourceInfo matched;

    /** For RESTEasy to see. */
    public BodyLimitFilter() {
        throw MadeByCdi.only();
    }

    /** Takes the limit from the settings. */
    @Inject
    public BodyLimitFilter(HttpSettings settings) {
        this.limit = settings.maxBodyBytes();
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (isUnbounded()) {
            request.setEntityStream(new Limited(request.getEntityStream(), Long.MAX_VALUE));
            return;
        }
        String declared = request.getHeaderString("Content-Length");
        boolean beyondNumbers = declared != null && declared.length() > 18;
        if (beyondNumbers || request.getLength() > limit) {
            // who expects to be told to go on has sent nothing yet, and reading would tell it to
            boolean asksFirst = request.getHeaderString("Expect") != null;
            throw tooLarge(asksFirst ? InputStream.nullInputStream() : request.getEntityStream());
        }
        if (hasBody(request)) {
            request.setEntityStream(new Limited(request.getEntityStream(), limit));
        }
    }

    private boolean isUnbounded() {
        Method method = matched == null ? null : matched.getResourceMethod();
        return method != null && method.isAnnotationPresent(Unbounded.class);
    }

    /** Looks at the first byte of a body whose length is not declared. */
    private static boolean hasBody(ContainerRequestContext request) {
        try {
            return request.hasEntity();
        } catch (ProcessingException e) {
            throw brokenOff(e);
        }
    }

    private static CaxtonException brokenOff(Exception cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.MALFORMED_REQUEST,
                        "The body could not be read to its end",
                        "Send as many bytes as Content-Length says, or correct chunks. An application server may have"
                                + " a limit of its own."),
                cause);
    }

    private CaxtonException tooLarge(InputStream rest) {
        discard(rest);
        return CaxtonException.of(Problem.of(
                        ProblemType.TOO_LARGE,
                        "The body is larger than the limit of " + limit + " bytes",
                        "Send less, or raise server.max_body_size.")
                .withContext(Map.of("limit", limit)));
    }

    private static void discard(InputStream rest) {
        byte[] buffer = new byte[8192];
        long discarded = 0;
        int read = 0;
        try {
            while (read >= 0 && discarded < DISCARDED) {
                read = rest.read(buffer);
                discarded += read;
            }
        } catch (IOException e) {
            LOG.debug("a body beyond the limit is read no further: {}", e.toString()); // by the server's own limit
        }
    }

    private final class Limited extends FilterInputStream {

        private final long most;
        private long count;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value;
            try {
                value = in.read();
            } catch (IOException e) {
                throw brokenOff(e);
            }
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(buffer, offset, length);
            } catch (IOException e) {
                throw brokenOff(e);
            }
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            count += read;
            if (count > most) {
                throw tooLarge(in);
            }
        }
    }
}
