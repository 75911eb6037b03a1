package dev.caxton.api.security;

import dev.caxton.api.Caxton;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a door in front of an engine asks of it: who holds a key, and on whose behalf this thread works from now on.
 *
 * <p>An engine has one, a client over HTTP has none. May be shared between threads.
 */
public interface Admission {

    /** The admission of an engine; an {@code IllegalArgumentException} for a Caxton that is elsewhere. */
    static Admission of(Caxton caxton) {
        if (caxton.keys() instanceof Admission admission) {
            return admission;
        }
        throw new IllegalArgumentException("only an engine in this process admits callers");
    }

    /** Whose token this is; empty where it is unknown, expired or revoked. Costs microseconds and writes nothing. */
    Optional<Caller> admit(String token);

    /**
     * Sees to it that somebody can administer this server: where no active key could, makes one into the file {@code
     * admin.key} of the data directory.
     *
     * @return that file, if its key is in force
     */
    Optional<Path> provideAdminKey();

    /** Has this thread work for a caller until the binding is closed, which the same thread must do. */
    Binding enter(Caller caller);

    /** For whom this thread works: {@link Caller#JAVA} if nobody said. */
    Caller current();

    /**
     * Notes in the audit trail that a change was refused for want of permission. Returns at once; repetitions within a
     * second are noted once.
     *
     * @param caller who asked
     * @param operation what for, such as {@code DELETE /api/v1/agents/{agent}}
     * @param subject of what, such as an agent's name; no content, no secrets
     */
    void refused(Caller caller, String operation, String subject);

    /** A thread's work for a caller; closing gives back what was before. */
    interface Binding extends AutoCloseable {
        @Override
        void close();
    }
}
