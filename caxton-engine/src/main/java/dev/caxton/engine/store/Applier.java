package dev.caxton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * Carries out the commands of one class.
 *
 * <p>Deterministic: the same command on the same rows makes the same changes. Called on the writer thread, one command
 * at a time, several commands to a transaction.
 */
@FunctionalInterface
public interface Applier<C extends Command> {

    /**
     * Makes the changes, touching nothing but the transaction.
     *
     * @return a short result, such as JSON with the new ids; recorded with the operation id and given again to a retry;
     *     null where there is none
     * @throws dev.caxton.api.CaxtonException to refuse; only this command is rolled back, and nothing is recorded
     */
    @Nullable
    String apply(C command, Operation operation, WriteTransaction tx);

    /**
     * Runs once the command is on disk and before the caller is answered, in the order of the commands, on the writer
     * thread: keep caches in step here, and be quick. What it throws is logged; the caller is answered all the same.
     * Not called for a repeated operation, nor after a crash.
     */
    default void committed(C command, @Nullable String outcome) {}
}
