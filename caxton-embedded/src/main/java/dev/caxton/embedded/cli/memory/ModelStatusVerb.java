package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.ops.ModelState;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;

/** {@code memory model-status}: the word loaded is in it only when the model is. */
final class ModelStatusVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryStatus status = MemoryDoor.with(invocation, Memory::status);
        Output output = invocation.output();
        if (output.json()) {
            output.json(status);
        } else {
            output.line("Embedding model: " + status.embeddingModel() + " " + status.modelState());
            output.line("Dimensions: " + status.embeddingDimensions());
        }
        return status.modelState() == ModelState.LOADED ? ExitCode.OK : ExitCode.FAILED;
    }
}
