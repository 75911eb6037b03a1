package dev.caxton.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events as the WHATWG HTML standard, section 9.2.6, describes it. */
final class ServerEvents {

    private static final int MAX_EVENT_CHARS = Exchange.MAX_ANSWER_BYTES;

    private final Reader reader;
    private boolean begun;
    private boolean skipLineFeed;

    ServerEvents(InputStream in) {
        this.reader = new InputStreamReader(in, UTF_8);
    }

    /** The next event with data; null at the end of the stream. An event that was cut off is dropped. */
    @Nullable
    ServerEvent next() throws IOException {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        int[] budget = {MAX_EVENT_CHARS};
        for (String line = line(budget); line != null; line = line(budget)) {
            if (line.isEmpty()) {
                if (any) {
                    return new ServerEvent(id, name, data.toString());
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> {
                    data.append(any ? "\n" : "").append(value);
                    any = true;
                }
                default -> {
                    // Comments keep the connection alive; other fields are not for us.
                }
            }
        }
        return null;
    }

    private @Nullable String line(int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = reader.read();
            if (next < 0) {
                return null;
            }
            if (skipLineFeed && next == '\n') {
                skipLineFeed = false;
                continue;
            }
            skipLineFeed = next == '\r';
            if (next == '\r' || next == '\n') {
                return line.toString();
            }
            if (!begun && next == '\uFEFF') {
                begun = true;
                continue;
            }
            begun = true;
            if (--budget[0] < 0) {
                throw new BoundedInput.Exceeded();
            }
            line.append((char) next);
        }
    }
}
