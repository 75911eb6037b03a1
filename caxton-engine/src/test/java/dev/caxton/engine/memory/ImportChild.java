package dev.caxton.engine.memory;

import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.TransferFormat;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Imports many made-up entities and writes them out again; prints how far it is. Rests at one of them if told to. */
final class ImportChild {

    static final String IMPORT_ID = "made-up";

    private ImportChild() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int length = Integer.parseInt(arguments[2]);
        int resting = Integer.parseInt(arguments[3]);
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            ImportReport report = fixture.memory.importFrom(
                    new ImportRequest(null, null, MergeStrategy.UPDATE_EXISTING, false, false, IMPORT_ID),
                    entities(count, length, true, resting));
            say("imported " + report.entitiesImported());
            long[] bytes = new long[1];
            fixture.memory.exportTo(ExportQuery.all(TransferFormat.JSON), new OutputStream() {
                @Override
                public void write(int value) {
                    bytes[0]++;
                }

                @Override
                public void write(byte[] buffer, int offset, int written) {
                    bytes[0] += written;
                }
            });
            say("exported " + bytes[0]);
        }
    }

    /** Lines of the MCP server's format, made while they are read. */
    static InputStream entities(int count, int length) {
        return entities(count, length, false, -1);
    }

    private static InputStream entities(int count, int length, boolean aloud, int resting) {
        return new InputStream() {
            private byte[] line = new byte[0];
            private int place;
            private int number;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) {
                if (place == line.length) {
                    if (number == count) {
                        return -1;
                    }
                    if (aloud && number % 1_000 == 0) {
                        say("read " + number);
                    }
                    if (number == resting) {
                        rest();
                    }
                    line = ("{\"type\":\"entity\",\"name\":\"thing " + number
                                    + "\",\"entityType\":\"thing\",\"observations\":[\""
                                    + ("fact " + number + " ").repeat(length / 10) + "\"]}\n")
                            .getBytes(StandardCharsets.UTF_8);
                    place = 0;
                    number++;
                }
                int read = Math.min(wanted, line.length - place);
                System.arraycopy(line, place, target, offset, read);
                place += read;
                return read;
            }
        };
    }

    /** Waits to be killed. */
    private static void rest() {
        while (true) {
            LockSupport.park();
        }
    }

    private static void say(String line) {
        System.out.println(">" + line + ";");
    }
}
