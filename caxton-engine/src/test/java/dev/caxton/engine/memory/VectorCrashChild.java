package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;
import java.util.Random;

/** Stores vectors, and writes and reads the index's file all the time, until it is killed. */
final class VectorCrashChild {

    private VectorCrashChild() {}

    public static void main(String[] arguments) {
        long seed = (Long.parseLong(arguments[1]) + 1) << 32;
        while (true) {
            try (VectorRows rows = new VectorRows(Path.of(arguments[0]), VectorCrashIT.DIMENSIONS).loaded()) {
                for (int i = 0; i < 10; i++) {
                    rows.store(VectorCrashIT.id(seed), VectorRows.random(new Random(seed), VectorCrashIT.DIMENSIONS));
                    ChildJvm.say(Long.toString(seed++));
                }
            }
        }
    }
}
