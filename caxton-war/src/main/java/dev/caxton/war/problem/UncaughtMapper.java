package dev.caxton.war.problem;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what nobody foresaw, telling the log everything and the caller nothing but where to look. */
@Provider
public final class UncaughtMapper implements ExceptionMapper<Throwable> {

    static final String DETAIL = "The server failed to process this request";
    static final String HINT = "Look for the request id in the server's log.";

    private static final Logger LOG = LoggerFactory.getLogger(UncaughtMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        LOG.error("Request failed unexpectedly", failure);
        return ProblemFilter.response(Problem.of(ProblemType.INTERNAL_ERROR, DETAIL, HINT))
                .build();
    }
}
