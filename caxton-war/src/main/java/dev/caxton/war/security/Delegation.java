package dev.caxton.war.security;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.util.function.Supplier;

/** Hands work to another thread without losing for whom it is done. */
public final class Delegation {

    private Delegation() {}

    /** This work, done for the caller for whom the present thread works. */
    public static <T> Supplier<T> of(Caxton caxton, Supplier<T> work) {
        Admission admission = Admission.of(caxton);
        Caller caller = admission.current();
        return () -> {
            try (Admission.Binding binding = admission.enter(caller)) {
                return work.get();
            }
        };
    }
}
