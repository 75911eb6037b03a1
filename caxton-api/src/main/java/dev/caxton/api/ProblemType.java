package dev.caxton.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of problem that Caxton reports, with the HTTP status, the command-line exit code and whether the same
 * request may succeed later. Server, client and command line read this one table.
 */
public enum ProblemType {
    MALFORMED_REQUEST("Malformed request", 400, Kind.INVALID, ExitCode.USAGE, false),
    INVALID_ARGUMENT("Invalid argument", 400, Kind.INVALID, ExitCode.USAGE, false),
    INVALID_CONFIGURATION("Invalid configuration", 400, Kind.INVALID, ExitCode.FAILED, false),
    UNAUTHENTICATED("Authentication required", 401, Kind.CONFLICT, ExitCode.REFUSED, false),
    FORBIDDEN("Not permitted", 403, Kind.CONFLICT, ExitCode.REFUSED, false),
    FOREIGN_ORIGIN("Foreign host or origin", 403, Kind.CONFLICT, ExitCode.REFUSED, false),
    NOT_FOUND("Not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    AGENT_NOT_FOUND("Agent not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    CONVERSATION_NOT_FOUND("Conversation not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    MESSAGE_NOT_FOUND("Message not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    ENTITY_NOT_FOUND("Entity not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    KEY_NOT_FOUND("Key not found", 404, Kind.NOT_FOUND, ExitCode.NOT_FOUND, false),
    METHOD_NOT_ALLOWED("Method not allowed", 405, Kind.INVALID, ExitCode.USAGE, false),
    NOT_ACCEPTABLE("Not acceptable", 406, Kind.INVALID, ExitCode.USAGE, false),
    NAME_CONFLICT("Name already taken", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    AGENT_NOT_RUNNING("Agent is not running", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    LAST_ADMIN_KEY("Last admin key", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    ENTITY_CONFLICT("Entity conflict", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    DATA_DIRECTORY_IN_USE("Data directory in use", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    DATA_DIRECTORY_NEWER("Data directory written by a newer version", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    PORT_IN_USE("Port already in use", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    IDEMPOTENCY_KEY_REUSED("Idempotency key reused", 409, Kind.CONFLICT, ExitCode.REFUSED, false),
    TOO_LARGE("Too large", 413, Kind.LIMIT, ExitCode.LIMIT, false),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type", 415, Kind.INVALID, ExitCode.USAGE, false),
    VALIDATION_FAILED("Validation failed", 422, Kind.INVALID, ExitCode.FAILED, false),
    SECRET_REFUSED("Secret refused", 422, Kind.INVALID, ExitCode.FAILED, false),
    TOO_MANY_REQUESTS("Too many requests", 429, Kind.LIMIT, ExitCode.LIMIT, true),
    INTERNAL_ERROR("Internal error", 500, Kind.INTERNAL, ExitCode.FAILED, false),
    STORAGE_FAILED("Storage failed", 500, Kind.INTERNAL, ExitCode.FAILED, false),
    DATA_CORRUPTED("Data corrupted", 500, Kind.CORRUPTED, ExitCode.FAILED, false),
    NOT_SUPPORTED("Not supported yet", 501, Kind.INTERNAL, ExitCode.REFUSED, false),
    MODEL_REFUSED("Chat model refused the request", 502, Kind.INTERNAL, ExitCode.FAILED, false),
    MODEL_FAILED("Chat model failed", 502, Kind.UNAVAILABLE, ExitCode.FAILED, true),
    SAFE_MODE("Safe mode", 503, Kind.UNAVAILABLE, ExitCode.REFUSED, true),
    STARTING("Still starting", 503, Kind.UNAVAILABLE, ExitCode.FAILED, true),
    DRAINING("Shutting down", 503, Kind.UNAVAILABLE, ExitCode.FAILED, true),
    EMBEDDING_UNAVAILABLE("Embedding model unavailable", 503, Kind.UNAVAILABLE, ExitCode.FAILED, true),
    UNREACHABLE("Server not reachable", 503, Kind.UNAVAILABLE, ExitCode.UNREACHABLE, true),
    TIMEOUT("Timed out", 504, Kind.UNAVAILABLE, ExitCode.FAILED, true),
    DISK_FULL("Disk full", 507, Kind.LIMIT, ExitCode.LIMIT, true);

    /** What the caller can do; one exception class each. */
    enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        LIMIT,
        UNAVAILABLE,
        CORRUPTED,
        INTERNAL
    }

    private final String title;
    private final int status;
    private final Kind kind;
    private final ExitCode exitCode;
    private final boolean retryable;

    ProblemType(String title, int status, Kind kind, ExitCode exitCode, boolean retryable) {
        this.title = title;
        this.status = status;
        this.kind = kind;
        this.exitCode = exitCode;
        this.retryable = retryable;
    }

    /** Short human-readable summary, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** Exit code of a command that ends with this problem. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** Name in URLs and in {@code docs/reference/problems.md}, for example {@code agent-not-found}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type whose {@link #name()} is the given code; empty for a code of another version. */
    public static Optional<ProblemType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.name().equals(code)).findFirst();
    }

    Kind kind() {
        return kind;
    }
}
