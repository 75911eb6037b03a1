package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a document with {@code entities} and {@code relations}, or an array of records, one element at a time. */
final class DocumentReader {

    private final ObjectMapper mapper;
    private final RecordSink sink;

    DocumentReader(ObjectMapper mapper, RecordSink sink) {
        this.mapper = mapper;
        this.sink = sink;
    }

    void read(InputStream source) throws IOException {
        CheckedInput in = new CheckedInput(source, TransferReader.LONGEST);
        try (JsonParser parser = mapper.getFactory().createParser(in)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            try {
                document(parser, in);
            } catch (JsonProcessingException e) {
                // Nobody knows where the next record begins, so this is the end.
                long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                Long column =
                        e.getLocation() == null ? null : (long) e.getLocation().getColumnNr();
                sink.defect(line, column, "$", JsonFault.of(e) + "; what follows is not read");
            } catch (CheckedInput.BadBytes e) {
                sink.defect(e.line(), e.byteInLine(), "$", e.getMessage() + "; what follows is not read");
            }
        }
    }

    private void document(JsonParser parser, CheckedInput in) throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            elements(parser, in, "$", null);
        } else {
            for (String member = parser.nextFieldName(); member != null; member = parser.nextFieldName()) {
                long line = parser.currentTokenLocation().getLineNr();
                JsonToken value = parser.nextToken();
                boolean entities = member.equals("entities");
                if (!entities && !member.equals("relations")) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    elements(parser, in, "$." + member, entities ? "entity" : "relation");
                } else {
                    sink.defect(line, null, "$." + member, "is no array");
                    parser.skipChildren();
                }
            }
        }
        if (parser.nextToken() != null) {
            sink.defect(parser.currentTokenLocation().getLineNr(), null, "$", "something follows the document");
        }
    }

    private void elements(JsonParser parser, CheckedInput in, String array, @Nullable String kind) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() == null) {
                throw new com.fasterxml.jackson.core.io.JsonEOFException(parser, null, "document ends too early");
            }
            long line = parser.currentTokenLocation().getLineNr();
            in.nextRecord();
            JsonNode node = mapper.readTree(parser);
            new RecordShape(sink, line, array + "[" + i + "]").read(node, kind);
        }
    }
}
