package dev.caxton.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length is told, at once or chunk by chunk; an early end is an error, never a short body. */
final class Http1Body extends InputStream {

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean ended;

    Http1Body(InputStream in, boolean chunked, long length) {
        this.in = in;
        this.chunked = chunked;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended before the answer was complete");
        }
        left -= count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    private boolean nextChunk() throws IOException {
        if (!chunked || ended) {
            return false;
        }
        int[] budget = {Http1Head.MAX_BYTES};
        if (begun) {
            Http1Head.line(in, budget);
        }
        begun = true;
        String size = Http1Head.line(in, budget);
        int extension = size.indexOf(';');
        String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
        if (!digits.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("a chunk of the answer has no length");
        }
        left = Long.parseLong(digits, 16);
        if (left > 0) {
            return true;
        }
        ended = true;
        while (!Http1Head.line(in, budget).isEmpty()) {
            // Trailers say nothing that Caxton uses.
            continue;
        }
        return false;
    }
}
