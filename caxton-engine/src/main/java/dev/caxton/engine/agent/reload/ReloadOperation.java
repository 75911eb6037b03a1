package dev.caxton.engine.agent.reload;

import dev.caxton.engine.agent.file.FolderFile;
import org.jspecify.annotations.Nullable;

/** One thing that a reload does to one agent. */
public sealed interface ReloadOperation {

    /** Slug of the agent after the operation. */
    String slug();

    /**
     * A new agent, or one that was stopped and whose name returns.
     *
     * @param file what it says
     * @param returning whose id it keeps; null for a new id
     */
    record StartAgent(FolderFile file, @Nullable Incumbent returning) implements ReloadOperation {
        @Override
        public String slug() {
            return file.slug();
        }
    }

    /**
     * A new version of a serving agent, or its file under a new name, or both.
     *
     * @param file what it says now
     * @param incumbent the agent
     */
    record ReplaceAgent(FolderFile file, Incumbent incumbent) implements ReloadOperation {
        @Override
        public String slug() {
            return file.slug();
        }
    }

    /**
     * A file that now names another agent: the old one stops, since identity goes by name.
     *
     * @param file what it says now
     * @param incumbent the agent that stops
     * @param returning whose id the new one keeps; null for a new id
     */
    record RenameAgent(
            FolderFile file, Incumbent incumbent, @Nullable Incumbent returning) implements ReloadOperation {
        @Override
        public String slug() {
            return file.slug();
        }
    }

    /**
     * The file says what is serving.
     *
     * @param file the file
     * @param incumbent the agent
     */
    record KeepAgent(FolderFile file, Incumbent incumbent) implements ReloadOperation {
        @Override
        public String slug() {
            return file.slug();
        }
    }

    /**
     * The file is not accepted.
     *
     * @param file with the reasons
     * @param incumbent the serving or failed agent that stays as it is; null if there is none
     */
    record RefuseFile(FolderFile file, @Nullable Incumbent incumbent) implements ReloadOperation {
        @Override
        public String slug() {
            return file.slug();
        }
    }

    /**
     * The file is gone.
     *
     * @param incumbent the agent
     */
    record StopAgent(Incumbent incumbent) implements ReloadOperation {
        @Override
        public String slug() {
            return incumbent.slug();
        }
    }
}
