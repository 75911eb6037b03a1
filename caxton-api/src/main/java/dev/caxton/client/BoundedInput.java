package dev.caxton.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** A stream that ends in an error once it has given more than a number of bytes. */
final class BoundedInput extends FilterInputStream {

    private long left;

    BoundedInput(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        return value < 0 ? value : count(1, value);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        return count < 0 ? count : count(count, count);
    }

    private int count(int bytes, int result) throws Exceeded {
        left -= bytes;
        if (left < 0) {
            throw new Exceeded();
        }
        return result;
    }

    /** More came than was allowed. */
    static final class Exceeded extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
