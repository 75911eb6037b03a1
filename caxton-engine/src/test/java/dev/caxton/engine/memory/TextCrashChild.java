package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;

/** Stores texts, each with a word of its own, until it is killed. */
final class TextCrashChild {

    private TextCrashChild() {}

    public static void main(String[] arguments) {
        try (MemoryFixture fixture = new MemoryFixture(Path.of(arguments[0]), WordEmbedder.loaded())) {
            for (int i = 0; ; i++) {
                String name = "q" + arguments[1] + "q" + i;
                fixture.store(
                        MemoryFixture.ALICE, "it " + name, "thing", "a fact with " + word("it " + name) + " in it");
                ChildJvm.say("it " + name);
            }
        }
    }

    /** The word that only the text of one entity holds. */
    static String word(String name) {
        return "w" + name.substring(3);
    }
}
