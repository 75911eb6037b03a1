package dev.caxton.engine.store;

import java.nio.file.Path;
import java.time.Clock;

/** Takes a data directory and holds it until it is killed. */
final class DataDirectoryChild {

    private DataDirectoryChild() {}

    public static void main(String[] arguments) throws Exception {
        DataDirectory directory = DataDirectory.open(Path.of(arguments[0]), Clock.systemUTC());
        ChildJvm.say("open " + directory.path());
        ChildJvm.say("end " + System.in.read());
    }
}
