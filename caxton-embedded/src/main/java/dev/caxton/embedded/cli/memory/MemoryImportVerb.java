package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code memory import}: to the server that runs, else into the data directory itself. */
final class MemoryImportVerb implements Verb {

    /** Defects that are shown; all are counted. */
    private static final int SHOWN = 20;

    @Override
    public ExitCode run(Invocation invocation) {
        return MemoryDoor.with(invocation, memory -> all(invocation, memory));
    }

    private static ExitCode all(Invocation invocation, Memory memory) {
        ExitCode worst = ExitCode.OK;
        for (String file : invocation.arguments()) {
            if (!one(invocation, memory, file)) {
                worst = ExitCode.FAILED;
            }
        }
        return worst;
    }

    private static boolean one(Invocation invocation, Memory memory, String typed) {
        ImportRequest request = request(invocation);
        Path file = invocation.path(typed);
        Output output = invocation.output();
        if (invocation.has("--dry-run")) {
            ImportReport report = read(memory, request.onlyValidating(), file, typed);
            print(output, typed, report, "checked");
            return report.problemsFound() == 0;
        }
        if (invocation.has("--validate")) {
            ImportReport checked = read(memory, request.onlyValidating(), file, typed);
            if (checked.problemsFound() > 0 && !request.skipCorrupted()) {
                print(output, typed, checked, "checked");
                return false;
            }
        }
        ImportReport report = read(memory, request, file, typed);
        print(output, typed, report, "read");
        return report.complete();
    }

    private static ImportRequest request(Invocation invocation) {
        String scope = invocation.text("--scope");
        String merge = invocation.text("--merge");
        return new ImportRequest(
                invocation.text("--agent"),
                scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope),
                merge == null ? MergeStrategy.UPDATE_EXISTING : WireName.parse(MergeStrategy.class, "--merge", merge),
                invocation.has("--skip-corrupted"),
                false,
                invocation.text("--import-id"));
    }

    private static ImportReport read(Memory memory, ImportRequest request, Path file, String typed) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return memory.importFrom(request, in);
        } catch (NoSuchFileException e) {
            throw failed(ProblemType.NOT_FOUND, "File " + typed + " is not there", e);
        } catch (IOException e) {
            throw failed(ProblemType.STORAGE_FAILED, "File " + typed + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static CaxtonException failed(ProblemType type, String detail, IOException cause) {
        return CaxtonException.of(Problem.of(type, detail, null), cause);
    }

    private static void print(Output output, String file, ImportReport report, String what) {
        if (output.json()) {
            output.json(report);
        } else {
            output.line(file + ": " + what + " " + Figures.count(report.recordsRead()) + " records: entities "
                    + Figures.count(report.entitiesImported()) + " new, " + Figures.count(report.entitiesUpdated())
                    + " updated, " + Figures.count(report.entitiesSkipped()) + " as they were; relations "
                    + Figures.count(report.relationsImported()) + " new, " + Figures.count(report.relationsUpdated())
                    + " replaced, " + Figures.count(report.relationsSkipped()) + " as they were; observations "
                    + Figures.count(report.observationsImported()) + " new");
        }
        report.problems().stream().limit(SHOWN).forEach(defect -> output.complain(file + ", " + defect));
        if (report.problemsFound() > Math.min(SHOWN, report.problems().size())) {
            output.complain(file + ": " + Figures.count(report.problemsFound()) + " defects in all");
        }
        if (!report.complete()) {
            output.complain(
                    file + ": nothing was written after the first defect; repair it, or leave bad records out with"
                            + " --skip-corrupted. What was written is found and not written twice.");
        }
    }
}
