package dev.caxton.embedded.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.caxton.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The only place that writes. Data goes to standard output and is buffered until {@link #flush()}, talk goes to
 * standard error at once.
 */
public final class Output {

    private static final int BUFFER = 8_192;

    private final OutputStream data;
    private final OutputStream talk;
    private final boolean json;
    private final boolean quiet;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER);

    Output(OutputStream data, OutputStream talk, boolean json, boolean quiet) {
        this.data = data;
        this.talk = talk;
        this.json = json;
        this.quiet = quiet;
    }

    /** Whether data is wanted as JSON. */
    public boolean json() {
        return json;
    }

    /** Whether only data and errors are wanted. */
    public boolean quiet() {
        return quiet;
    }

    /** One line of data; control characters, which could speak to the terminal, are replaced. */
    public void line(String text) {
        text(clean(text));
        text("\n");
    }

    /** Data as it is. */
    public void text(String text) {
        pending.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        if (pending.size() >= BUFFER) {
            flush();
        }
    }

    /** Writes to a stream. */
    @FunctionalInterface
    public interface Source {

        /** Writes everything; the stream stays open. */
        void writeTo(OutputStream target) throws IOException;
    }

    /** Data as it is and as it comes, however much. */
    public void stream(Source source) throws IOException {
        flush();
        source.writeTo(new PipeStream(data));
        data.flush();
    }

    /** A reader that has gone ends the program. */
    private static final class PipeStream extends java.io.FilterOutputStream {
        PipeStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new ClosedPipe(e);
            }
        }
    }

    /** A piece of text that is wanted at once. */
    public void streamed(String text) {
        text(clean(text));
        flush();
    }

    /** A value in its documented JSON form. */
    public void json(Object value) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            text(WireJson.mapper().writer(printer).writeValueAsString(value) + "\n");
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getName(), e);
        }
    }

    /** A table with a header; cells are padded, the last of a row is not. */
    public void table(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        measure(header, widths);
        rows.forEach(row -> measure(row, widths));
        row(header, widths);
        rows.forEach(row -> row(row, widths));
    }

    /** Says something that is not data; nothing when quiet. */
    public void say(String text) {
        if (!quiet) {
            complain(text);
        }
    }

    /** Says what went wrong, or why the answer is no; also when quiet. */
    public void complain(String text) {
        flush();
        try {
            talk.write((clean(text) + "\n").getBytes(StandardCharsets.UTF_8));
            talk.flush();
        } catch (IOException e) {
            // Nobody listens on standard error; the exit code still tells.
            return;
        }
    }

    /** Asks something without ending the line; the words are our own. */
    public void ask(String question) {
        flush();
        try {
            talk.write(question.getBytes(StandardCharsets.UTF_8));
            talk.flush();
        } catch (IOException e) {
            throw new ClosedPipe(e);
        }
    }

    /** Hands on what was written so far. */
    public void flush() {
        try {
            if (pending.size() > 0) {
                data.write(pending.toByteArray());
                pending.reset();
                data.flush();
            }
        } catch (IOException e) {
            pending.reset();
            throw new ClosedPipe(e);
        }
    }

    private static void measure(List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(clean(row.get(i))));
        }
    }

    private void row(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = clean(row.get(i));
            line.append(cell);
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - width(cell) + 2));
            }
        }
        text(line.toString().stripTrailing() + "\n");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String clean(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                if (cleaned == null) {
                    cleaned = new StringBuilder(text);
                }
                cleaned.setCharAt(i, '?');
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }
}
