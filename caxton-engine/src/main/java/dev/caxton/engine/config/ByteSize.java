package dev.caxton.engine.config;

/**
 * A number of bytes.
 *
 * @param bytes the number, not negative
 */
public record ByteSize(long bytes) {
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is " + bytes + ", expected 0 or more");
        }
    }

    /** That many times 1024 × 1024 bytes. */
    public static ByteSize mebibytes(long count) {
        return new ByteSize(count * 1024 * 1024);
    }
}
