package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;

/** Opens a memory with another model, says when embedding has begun, and waits to be killed. */
final class ReembeddingChild {

    static final String MODEL = "other words";

    private ReembeddingChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (MemoryFixture fixture = new MemoryFixture(Path.of(arguments[0]), WordEmbedder.named(MODEL))) {
            MemoryFixture.await(() -> fixture.index.vectors().size() > 0);
            ChildJvm.say("begun");
            MemoryFixture.await(() -> false);
        }
    }
}
