package dev.caxton.engine.store;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A server that writes before and after somebody closed a descriptor of its database. */
final class PosixLocksChild {

    private PosixLocksChild() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Database database = Database.open(Notes.options(file))) {
            database.write(Notes.operation(), new Notes.Add("before"));
            ChildJvm.say("before");
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals("write")) {
                    database.write(Notes.operation(), new Notes.Add("after"));
                    ChildJvm.say("after");
                } else {
                    FileChannel.open(file, StandardOpenOption.READ).close();
                    ChildJvm.say("closed");
                }
            }
        }
    }
}
