package dev.caxton.engine.agent;

import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport.Outcome;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.reload.Incumbent;
import dev.caxton.engine.agent.reload.ReloadOperation;
import dev.caxton.engine.agent.reload.ReloadOperation.KeepAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.RefuseFile;
import dev.caxton.engine.agent.reload.ReloadOperation.RenameAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.ReplaceAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StartAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what an operation would do. */
final class ReloadPreview {

    private ReloadPreview() {}

    static Outcome of(ReloadOperation operation) {
        ReloadAction action =
                switch (operation) {
                    case StartAgent start -> ReloadAction.STARTED;
                    case ReplaceAgent replace -> ReloadAction.REPLACED;
                    case RenameAgent rename -> ReloadAction.REPLACED;
                    case KeepAgent keep -> ReloadAction.UNCHANGED;
                    case RefuseFile refuse -> ReloadAction.REFUSED;
                    case StopAgent stop -> ReloadAction.STOPPED;
                };
        FolderFile file = fileOf(operation);
        Incumbent incumbent = incumbentOf(operation);
        boolean serves = incumbent != null && incumbent.standing() == Incumbent.Standing.SERVING;
        String previous = incumbent != null && serves ? incumbent.version() : null;
        String version = file != null && file.parsed().definition() != null
                ? file.parsed().definition().version()
                : action == ReloadAction.REFUSED ? previous : null;
        return new Outcome(
                operation.slug(),
                action,
                version,
                previous,
                file == null ? List.of() : file.parsed().errors(),
                file == null ? List.of() : file.parsed().warnings());
    }

    /** The file of an operation; null if it is about an agent without one. */
    static @Nullable FolderFile fileOf(ReloadOperation operation) {
        return switch (operation) {
            case StartAgent start -> start.file();
            case ReplaceAgent replace -> replace.file();
            case RenameAgent rename -> rename.file();
            case KeepAgent keep -> keep.file();
            case RefuseFile refuse -> refuse.file();
            case StopAgent stop -> null;
        };
    }

    /** The agent of an operation as it stands before; null for a new one. */
    static @Nullable Incumbent incumbentOf(ReloadOperation operation) {
        return switch (operation) {
            case StartAgent start -> start.returning();
            case ReplaceAgent replace -> replace.incumbent();
            case RenameAgent rename -> rename.incumbent();
            case KeepAgent keep -> keep.incumbent();
            case RefuseFile refuse -> refuse.incumbent();
            case StopAgent stop -> stop.incumbent();
        };
    }
}
