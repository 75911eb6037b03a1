package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Refuses bodies beyond the limit, declared or chunked. */
@Provider
@Priority(100)
public final class BodyLimitFilter implements ContainerRequestFilter {

    private final long limit;

    /** Takes the limit from the settings. */
    @Inject
    public BodyLimitFilter(HttpSettings settings) {
        this.limit = settings.maxBodyBytes();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String declared = request.getHeaderString("Content-Length");
        if (declared != null && declared.length() > 18 || request.getLength() > limit) {
            throw tooLarge(limit);
        }
        if (hasBody(request)) {
            request.setEntityStream(new Limited(request.getEntityStream(), limit));
        }
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
                        "Send as many bytes as Content-Length says, or correct chunks."),
                cause);
    }

    private static CaxtonException tooLarge(long limit) {
        return CaxtonException.of(Problem.of(
                        ProblemType.TOO_LARGE,
                        "The body is larger than the limit of " + limit + " bytes",
                        "Send less, or raise server.max_body_size.")
                .withContext(Map.of("limit", limit)));
    }

    private static final class Limited extends FilterInputStream {

        private final long limit;
        private long count;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() {
            try {
                int value = super.read();
                count(value < 0 ? 0 : 1);
                return value;
            } catch (IOException e) {
                throw brokenOff(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                int read = super.read(buffer, offset, length);
                count(Math.max(read, 0));
                return read;
            } catch (IOException e) {
                throw brokenOff(e);
            }
        }

        private void count(int read) {
            count += read;
            if (count > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
