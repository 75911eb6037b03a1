package dev.caxton.engine.memory.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** Bytes of a document, which must be UTF-8, and of which no part between two marks may be too long. */
final class CheckedInput extends FilterInputStream {

    private final Utf8 utf8 = new Utf8();
    private long line = 1;
    private long byteInLine;
    private long sinceMark;
    private final long longest;

    /** What is wrong with the bytes, and where. */
    static final class BadBytes extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final long line;
        private final long byteInLine;

        BadBytes(String message, long line, long byteInLine) {
            super(message);
            this.line = line;
            this.byteInLine = byteInLine;
        }

        long line() {
            return line;
        }

        long byteInLine() {
            return byteInLine;
        }
    }

    CheckedInput(InputStream in, long longest) {
        super(in);
        this.longest = longest;
    }

    /** A record ends here. */
    void nextRecord() {
        sinceMark = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0 && !utf8.atEnd()) {
            throw new BadBytes("ends within a character", line, byteInLine);
        }
        for (int i = 0; i < read; i++) {
            int value = target[offset + i] & 0xFF;
            byteInLine++;
            if (!utf8.accept(value)) {
                throw new BadBytes("byte 0x%02X is no UTF-8 here".formatted(value), line, byteInLine);
            }
            if (value == '\n') {
                line++;
                byteInLine = 0;
            }
        }
        sinceMark += Math.max(0, read);
        if (sinceMark > longest) {
            throw new BadBytes("a record is longer than " + longest + " bytes", line, byteInLine);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
