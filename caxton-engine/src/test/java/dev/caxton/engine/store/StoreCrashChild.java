package dev.caxton.engine.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Writes with several threads until it is killed, and says what was acknowledged. */
final class StoreCrashChild {

    static final int WRITERS = 8;

    private StoreCrashChild() {}

    public static void main(String[] arguments) {
        Database database = Database.open(Notes.options(Path.of(arguments[0])));
        for (int i = 0; i < WRITERS; i++) {
            Thread.ofPlatform().start(() -> writeForEver(database));
        }
    }

    private static void writeForEver(Database database) {
        while (true) {
            String id = UUID.randomUUID().toString();
            database.write(
                    Notes.operation(id), new Notes.Add(id, 1, 0.5, id.getBytes(StandardCharsets.UTF_8), id.repeat(10)));
            ChildJvm.say(id);
        }
    }
}
