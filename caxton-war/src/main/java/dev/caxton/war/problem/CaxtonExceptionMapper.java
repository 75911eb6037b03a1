package dev.caxton.war.problem;

import dev.caxton.api.CaxtonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what Caxton reports as failed; {@link ProblemFilter} gives the problem its form. */
@Provider
public final class CaxtonExceptionMapper implements ExceptionMapper<CaxtonException> {

    private static final Logger LOG = LoggerFactory.getLogger(CaxtonExceptionMapper.class);

    @Override
    public Response toResponse(CaxtonException failure) {
        int status = failure.type().status();
        if (status == 500) {
            LOG.error("Request failed: {}", failure.problem().detail(), failure);
        } else {
            LOG.debug(
                    "Request refused: {}: {}", failure.type(), failure.problem().detail());
        }
        return ProblemFilter.response(failure.problem()).build();
    }
}
