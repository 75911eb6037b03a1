package dev.caxton.engine.tool;

import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ToolResult;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends a call of a tool from deep inside it; {@link ToolInvoker} turns it into the failure that it carries. */
public final class ToolFailedException extends InvalidRequestException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ToolResult.Failure failure;

    /**
     * A failure that the same call would meet again.
     *
     * @param code stable word
     * @param message subject, value, expectation
     * @param hint the remedy; null where there is none
     */
    public ToolFailedException(String code, String message, @Nullable String hint) {
        this(new ToolResult.Failure(code, message, hint, false), null);
    }

    /** Carries a failure. */
    public ToolFailedException(ToolResult.Failure failure, @Nullable Throwable cause) {
        super(Problem.of(ProblemType.INVALID_ARGUMENT, failure.message(), failure.hint()), cause);
        this.failure = failure;
    }

    /** What the tool is to return. */
    public ToolResult.Failure failure() {
        return failure;
    }
}
