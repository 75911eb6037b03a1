package dev.caxton.engine.messaging;

import dev.caxton.engine.store.Command;
import org.jspecify.annotations.Nullable;

/**
 * A step of a recording. What is not there any more was finished before, and stays so.
 *
 * @param answer id of the answer
 * @param step which
 * @param distillate what came out of it, where the step is {@link Step#DISTILLED}
 */
record AdvanceRecording(String answer, Step step, @Nullable String distillate) implements Command {

    enum Step {
        /** An attempt failed. */
        FAILED,
        /** It is known what is to be stored. */
        DISTILLED,
        /** It is stored, or will never be. */
        FINISHED
    }

    @Override
    public String kind() {
        return "advance_recording";
    }

    @Override
    public String subject() {
        return answer + " " + step;
    }
}
