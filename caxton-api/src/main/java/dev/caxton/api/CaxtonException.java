package dev.caxton.api;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Caxton reports as failed.
 *
 * <p>Subclasses are named for the reaction they allow, not for the part that failed; the {@link ProblemType} tells that.
 * Instances are immutable and may be shared between threads.
 */
public abstract sealed class CaxtonException extends RuntimeException
        permits InvalidRequestException,
                NotFoundException,
                ConflictException,
                LimitExceededException,
                UnavailableException,
                CorruptedException,
                InternalException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Wraps a problem; the exception's message is the problem's detail. */
    protected CaxtonException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /** The problem in full, as it also travels over HTTP. */
    public final Problem problem() {
        return problem;
    }

    /** Kind of the problem. */
    public final ProblemType type() {
        return problem.type();
    }

    /** What to do about it, or null where there is nothing better than the detail. */
    public final @Nullable String hint() {
        return problem.hint();
    }

    /** The exception of the kind that belongs to a problem's type, with the problem inside. */
    public static CaxtonException of(Problem problem) {
        return of(problem, null);
    }

    /** As {@link #of(Problem)}, with the cause kept for the log. */
    public static CaxtonException of(Problem problem, @Nullable Throwable cause) {
        return switch (problem.type().kind()) {
            case INVALID -> new InvalidRequestException(problem, cause);
            case NOT_FOUND -> new NotFoundException(problem, cause);
            case CONFLICT -> new ConflictException(problem, cause);
            case LIMIT -> new LimitExceededException(problem, cause);
            case UNAVAILABLE -> new UnavailableException(problem, cause);
            case CORRUPTED -> new CorruptedException(problem, cause);
            case INTERNAL -> new InternalException(problem, cause);
        };
    }

    /** Shorthand for a problem with a detail and a remedy. */
    public static CaxtonException of(ProblemType type, String detail, @Nullable String hint) {
        return of(Problem.of(type, detail, hint));
    }

    /** Shorthand for a problem made of several violations, all reported at once. */
    public static CaxtonException of(ProblemType type, String detail, List<Violation> violations) {
        return of(Problem.of(type, detail, null).withErrors(violations));
    }
}
