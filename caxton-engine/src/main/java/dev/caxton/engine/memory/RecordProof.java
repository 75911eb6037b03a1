package dev.caxton.engine.memory;

import dev.caxton.api.memory.ForgetReport;
import dev.caxton.engine.store.Command;

/**
 * That something is forgotten was proved, so that who asks again is told the same.
 *
 * @param report the proof: numbers, ids and names of files
 */
record RecordProof(ForgetReport report) implements Command {

    /** Its name in the log. */
    static final String KIND = "forget_proved";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return report.id();
    }
}
