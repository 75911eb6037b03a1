package dev.caxton.engine.memory.transfer;

/** Looks for bytes that are no UTF-8 (RFC 3629), one after the other. */
final class Utf8 {

    private int missing;
    private int least;
    private int point;

    /** Whether the byte may follow those before. */
    boolean accept(int value) {
        if (missing > 0) {
            if ((value & 0xC0) != 0x80) {
                return false;
            }
            point = point << 6 | value & 0x3F;
            missing--;
            return missing > 0 || point >= least && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        }
        if (value < 0x80) {
            return true;
        }
        if (value >= 0xC2 && value < 0xE0) {
            begin(value & 0x1F, 1, 0x80);
        } else if (value >= 0xE0 && value < 0xF0) {
            begin(value & 0x0F, 2, 0x800);
        } else if (value >= 0xF0 && value < 0xF5) {
            begin(value & 0x07, 3, 0x10000);
        } else {
            return false;
        }
        return true;
    }

    /** Whether no character is left unfinished. */
    boolean atEnd() {
        return missing == 0;
    }

    private void begin(int bits, int more, int smallest) {
        point = bits;
        missing = more;
        least = smallest;
    }

    /** The first byte of these that is no UTF-8, from 0; -1 for none. */
    static int firstBad(byte[] bytes, int length) {
        Utf8 utf8 = new Utf8();
        for (int i = 0; i < length; i++) {
            if (!utf8.accept(bytes[i] & 0xFF)) {
                return i;
            }
        }
        return utf8.atEnd() ? -1 : length;
    }
}
