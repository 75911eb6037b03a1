package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a record from each line. A bad line does not hinder the next one. */
final class LineReader {

    private static final int FIRST_ROOM = 8_192;
    /** A longer buffer is given back after the line that needed it. */
    private static final int KEPT_ROOM = 1 << 20;

    private final ObjectMapper mapper;
    private final RecordSink sink;
    private byte[] line = new byte[FIRST_ROOM];
    private long number;

    LineReader(ObjectMapper mapper, RecordSink sink) {
        this.mapper = mapper;
        this.sink = sink;
    }

    void read(InputStream in) throws IOException {
        int length = 0;
        boolean tooLong = false;
        int value = in.read();
        while (value >= 0) {
            if (value == '\n') {
                end(length, tooLong, true);
                length = 0;
                tooLong = false;
            } else if (length == TransferReader.LONGEST) {
                tooLong = true;
            } else {
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(length * 2, TransferReader.LONGEST));
                }
                line[length++] = (byte) value;
            }
            value = in.read();
        }
        if (length > 0) {
            end(length, tooLong, false);
        }
    }

    private void end(int length, boolean tooLong, boolean whole) throws IOException {
        number++;
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        if (tooLong) {
            sink.defect(number, null, "$", "line is longer than " + TransferReader.LONGEST + " bytes");
        } else if (!isBlank(end)) {
            record(end, whole);
        }
        if (line.length > KEPT_ROOM) {
            line = new byte[FIRST_ROOM];
        }
    }

    private void record(int length, boolean whole) throws IOException {
        int bad = Utf8.firstBad(line, length);
        if (bad >= 0) {
            sink.defect(
                    number,
                    bad + 1L,
                    "$",
                    bad == length
                            ? "line ends within a character"
                            : "byte 0x%02X is no UTF-8 here".formatted(line[bad] & 0xFF));
            return;
        }
        try {
            JsonNode node = mapper.readTree(line, 0, length);
            new RecordShape(sink, number, "$").read(node);
        } catch (JsonProcessingException e) {
            long place =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getByteOffset() + 1);
            sink.defect(
                    number,
                    place,
                    "$",
                    JsonFault.of(e) + (whole ? "" : "; the last line has no end, the file may be cut off"));
        }
    }

    private boolean isBlank(int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
