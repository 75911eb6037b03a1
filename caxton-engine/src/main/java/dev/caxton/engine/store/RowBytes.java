package dev.caxton.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A row as the bytes that its checksum covers.
 *
 * <p>Big-endian: length (4) and UTF-8 of the table's name, layout number (4), rid (8), then each column in order as a
 * type byte and its value: 0 null; 1 integer (8); 2 real, its raw bits (8); 3 text, length (4) and UTF-8; 4 blob,
 * length (4) and bytes. Changing this makes every stored row look damaged. Not for use by several threads.
 */
final class RowBytes {

    private static final byte NULL = 0;
    private static final byte INTEGER = 1;
    private static final byte REAL = 2;
    private static final byte TEXT = 3;
    private static final byte BLOB = 4;

    private byte[] bytes = new byte[256];
    private int length;

    /** Starts the row over. */
    RowBytes row(byte[] tableName, int layout, long rid, List<@Nullable Object> values) {
        length = 0;
        sized(tableName);
        putInt(layout);
        putLong(rid);
        for (Object value : values) {
            put(value);
        }
        return this;
    }

    int crc() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void put(@Nullable Object value) {
        switch (value) {
            case null -> putByte(NULL);
            case Long integer -> {
                putByte(INTEGER);
                putLong(integer);
            }
            case Double real -> {
                putByte(REAL);
                putLong(Double.doubleToRawLongBits(real));
            }
            case String text -> {
                putByte(TEXT);
                sized(text.getBytes(StandardCharsets.UTF_8));
            }
            case byte[] blob -> {
                putByte(BLOB);
                sized(blob);
            }
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        }
    }

    private void sized(byte[] content) {
        putInt(content.length);
        ensure(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void putByte(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    private void putInt(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
