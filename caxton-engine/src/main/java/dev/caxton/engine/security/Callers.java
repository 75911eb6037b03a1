package dev.caxton.engine.security;

import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import org.jspecify.annotations.Nullable;

/** For whom each thread works. Thread-safe. */
public final class Callers {

    private final ThreadLocal<@Nullable Caller> bound = new ThreadLocal<>();

    /** Nobody works for anybody yet. */
    public Callers() {
        // Threads say so when they begin.
    }

    /** Has this thread work for a caller until the binding is closed. */
    public Admission.Binding enter(Caller caller) {
        Caller before = bound.get();
        bound.set(caller);
        return () -> {
            if (before == null) {
                bound.remove();
            } else {
                bound.set(before);
            }
        };
    }

    /** For whom this thread works; null if nobody said. */
    public @Nullable Caller bound() {
        return bound.get();
    }

    /** For whom this thread works; code in this process if nobody said. */
    public Caller current() {
        Caller caller = bound.get();
        return caller == null ? Caller.JAVA : caller;
    }

    /** Who is to stand in the audit trail for a command that this thread hands in under a feature's own name. */
    public String actor(String feature) {
        Caller caller = bound.get();
        return caller == null ? feature : caller.actor();
    }
}
