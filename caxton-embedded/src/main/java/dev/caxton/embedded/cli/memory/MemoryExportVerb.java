package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.TransferFormat;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code memory export}: a file that is there only when it is whole, or standard output. */
final class MemoryExportVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String format = invocation.text("--format");
        String scope = invocation.text("--scope");
        ExportQuery query = new ExportQuery(
                invocation.text("--agent"),
                scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope),
                format == null ? TransferFormat.JSON : WireName.parse(TransferFormat.class, "--format", format),
                invocation.has("--include-embeddings"),
                !invocation.has("--no-history"),
                invocation.text("--target"));
        Memory memory = invocation.caxton().memory();
        Output output = invocation.output();
        Path file = invocation.pathOption("--output");
        try {
            if (file == null) {
                output.stream(target -> memory.exportTo(query, target));
            } else {
                write(memory, query, file);
                output.say("Wrote " + file + " (" + Figures.count(Files.size(file)) + " bytes)");
            }
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.STORAGE_FAILED,
                            "The export is not whole: " + e.getMessage(),
                            "Nothing was left under the name that was asked for; try again."),
                    e);
        }
        return ExitCode.OK;
    }

    /** Under another name first, so that half an export never looks like one. */
    private static void write(Memory memory, ExportQuery query, Path file) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
                memory.exportTo(query, target);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
