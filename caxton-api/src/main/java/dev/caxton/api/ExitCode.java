package dev.caxton.api;

/** Exit codes of the command line; a column of the table of {@linkplain ProblemType problem types}. */
public enum ExitCode {
    /** Yes, or done. */
    OK(0),
    /** No, or failed: a check that is false, a problem that was found. */
    FAILED(1),
    /** The command line or the request is wrong. */
    USAGE(2),
    /** No server answers. */
    UNREACHABLE(3),
    /** What was named does not exist. */
    NOT_FOUND(4),
    /** Refused: conflict, read-only, permission. */
    REFUSED(5),
    /** A limit or capacity was reached. */
    LIMIT(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number handed to the operating system. */
    public int code() {
        return code;
    }
}
