package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Refuses writes in safe mode. Thread-safe. */
final class WriteGate {

    private final Consumer<String> onSafeMode;
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    WriteGate(Consumer<String> onSafeMode) {
        this.onSafeMode = onSafeMode;
    }

    /** Closes the gate at someone's command; the first reason stays. */
    void close(String why) {
        reason.compareAndSet(null, why);
    }

    /** Closes the gate because of a failure, and tells the listener. */
    void closeByItself(String why) {
        if (reason.compareAndSet(null, why)) {
            onSafeMode.accept(why);
        }
    }

    void open() {
        reason.set(null);
    }

    /** Why the gate is closed; null while it is open. */
    @Nullable
    String reason() {
        return reason.get();
    }

    void requireOpen() {
        if (reason.get() != null) {
            throw refusal();
        }
    }

    CaxtonException refusal() {
        return CaxtonException.of(
                ProblemType.SAFE_MODE,
                "Nothing is written in safe mode: " + reason.get(),
                "Reading still works. Repair or restore the data, then leave safe mode.");
    }
}
