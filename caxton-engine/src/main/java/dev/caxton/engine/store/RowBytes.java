package dev.caxton.engine.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[256];
    private int length;

    /** Starts the row over. */
    RowBytes row(byte[] tableName, int layout, long rid, List<@Nullable Object> values) {
        length = 0;
        sized(tableName);
        ensure(Integer.BYTES + Long.BYTES);
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
            case null -> {
                ensure(1);
                bytes[length++] = NULL;
            }
            case Long integer -> putLong(INTEGER, integer);
            case Double real -> putLong(REAL, Double.doubleToRawLongBits(real));
            case String text -> putSized(TEXT, text.getBytes(StandardCharsets.UTF_8));
            case byte[] blob -> putSized(BLOB, blob);
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        }
    }

    private void putLong(byte type, long value) {
        ensure(1 + Long.BYTES);
        bytes[length++] = type;
        putLong(value);
    }

    private void putSized(byte type, byte[] content) {
        ensure(1);
        bytes[length++] = type;
        sized(content);
    }

    private void sized(byte[] content) {
        ensure(Math.addExact(Integer.BYTES, content.length));
        putInt(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    /** There is room for it. */
    private void putInt(int value) {
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    /** There is room for it. */
    private void putLong(long value) {
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
