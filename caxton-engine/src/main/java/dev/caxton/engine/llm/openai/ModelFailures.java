package dev.caxton.engine.llm.openai;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.NonRetriableException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that may pass from those that will not. Problems carry the status only: an error body may repeat the
 * prompt or part of the key.
 */
final class ModelFailures {

    private static final int DEEPEST = 10;

    private ModelFailures() {}

    static CaxtonException of(String model, Throwable failure) {
        if (find(failure, CaxtonException.class) instanceof CaxtonException known) {
            return known;
        }
        OptionalInt status = status(failure);
        if (status.isPresent()) {
            return ofStatus(model, status.getAsInt());
        }
        if (find(failure, HttpTimeoutException.class) != null
                || find(failure, dev.langchain4j.exception.TimeoutException.class) != null) {
            return problem(
                    ProblemType.TIMEOUT,
                    "Chat model " + model + " did not answer in time",
                    "Raise llm.timeout.",
                    failure);
        }
        if (find(failure, ConnectException.class) != null) {
            return problem(
                    ProblemType.MODEL_FAILED,
                    "Server of chat model " + model + " cannot be reached",
                    "Check llm.openai.base_url and that the server runs.",
                    failure);
        }
        if (failure instanceof NonRetriableException) {
            return problem(ProblemType.MODEL_REFUSED, "Chat model " + model + " refused the request", null, failure);
        }
        return problem(
                ProblemType.MODEL_FAILED,
                "Answer of chat model " + model + " broke off or could not be read ("
                        + failure.getClass().getSimpleName() + ")",
                null,
                failure);
    }

    private static CaxtonException ofStatus(String model, int status) {
        String detail = "Server of chat model " + model + " answered with status " + status;
        return switch (status) {
            case 401, 403 -> problem(ProblemType.MODEL_REFUSED, detail, "Check llm.openai.api_key.", null);
            case 404 ->
                problem(
                        ProblemType.MODEL_REFUSED,
                        detail,
                        "Check llm.openai.base_url and the name of the model.",
                        null);
            case 408, 504 -> problem(ProblemType.TIMEOUT, detail, null, null);
            case 429 -> problem(ProblemType.MODEL_FAILED, detail, "Too many requests, or the quota is spent.", null);
            default -> {
                boolean server = status >= 500;
                yield problem(
                        server ? ProblemType.MODEL_FAILED : ProblemType.MODEL_REFUSED,
                        detail,
                        server ? null : "The server does not accept what it was asked; look into its log.",
                        null);
            }
        };
    }

    private static OptionalInt status(Throwable failure) {
        return find(failure, HttpException.class) instanceof HttpException http
                ? OptionalInt.of(http.statusCode())
                : OptionalInt.empty();
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static CaxtonException problem(
            ProblemType type, String detail, @Nullable String hint, @Nullable Throwable cause) {
        return CaxtonException.of(Problem.of(type, detail, hint), cause);
    }
}
