package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Reads memories from a stream, in any of the formats, without keeping more than one record. */
public final class TransferReader {

    /** Longest record, in bytes: the largest sum of observations of a request, escaped, with vectors. */
    static final int LONGEST = 32 << 20;

    private static final int MOST_DEEP = 50;
    private static final int LONGEST_STRING = 16 << 20;
    private static final int LOOK_AHEAD = 64 << 10;
    private static final Set<String> DOCUMENT_MEMBERS = Set.of("export_metadata", "entities", "relations");

    private final ObjectMapper mapper;

    /** A reader that strictly reads JSON: no members twice, no depth that exhausts the stack. */
    public TransferReader() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEEP)
                        .maxStringLength(LONGEST_STRING)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        mapper = JsonMapper.builder(factory).build();
    }

    /** Reads to the end of the stream, or of what can be read of it, and leaves it open. */
    public void read(InputStream source, RecordSink sink) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, LOOK_AHEAD);
        in.mark(LOOK_AHEAD);
        int first = in.read();
        int second = in.read();
        int third = in.read();
        if (first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF) {
            sink.defect(1, 1L, "$", "text is UTF-16, expected UTF-8");
            return;
        }
        boolean marked = first == 0xEF && second == 0xBB && third == 0xBF;
        if (!marked) {
            in.reset();
        }
        if (isDocument(in)) {
            new DocumentReader(mapper, sink).read(in);
        } else {
            new LineReader(mapper, sink).read(in);
        }
    }

    /** Whether this is one document, by its first token or member; looks ahead only. */
    private boolean isDocument(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD - 8);
        in.reset();
        try (JsonParser parser = mapper.getFactory().createParser(start)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                return true;
            }
            if (token != JsonToken.START_OBJECT) {
                return false;
            }
            String member = parser.nextFieldName();
            return member != null && DOCUMENT_MEMBERS.contains(member);
        } catch (JsonProcessingException e) {
            // Then its lines are looked at, and each says what is wrong with it.
            return false;
        }
    }
}
