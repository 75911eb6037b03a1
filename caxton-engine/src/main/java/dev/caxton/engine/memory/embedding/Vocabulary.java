package dev.caxton.engine.memory.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Word pieces and their numbers. Immutable. */
final class Vocabulary {

    private final Map<String, Integer> numbers;
    private final int unknown;
    private final int start;
    private final int end;
    private final int padding;

    private Vocabulary(Map<String, Integer> numbers) throws IOException {
        this.numbers = numbers;
        this.unknown = required("[UNK]");
        this.start = required("[CLS]");
        this.end = required("[SEP]");
        this.padding = required("[PAD]");
    }

    /** Reads {@code model.vocab} of a {@code tokenizer.json} as Hugging Face writes it. */
    static Vocabulary read(InputStream tokenizerJson) throws IOException {
        Map<String, Integer> numbers = new HashMap<>(1 << 16);
        try (JsonParser json = new JsonFactory().createParser(tokenizerJson)) {
            enter(json, "model");
            enter(json, "vocab");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String piece = json.currentName();
                json.nextToken();
                numbers.put(piece, json.getIntValue());
            }
        }
        return new Vocabulary(numbers);
    }

    /** Moves to the first token inside the member of this name of the object that the parser is in or before. */
    private static void enter(JsonParser json, String member) throws IOException {
        if (json.currentToken() == null) {
            json.nextToken();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(member)) {
                return;
            }
            json.skipChildren();
        }
        throw new IOException("tokenizer.json has no member '" + member + "'");
    }

    private int required(String piece) throws IOException {
        Integer number = numbers.get(piece);
        if (number == null) {
            throw new IOException("tokenizer.json has no piece " + piece);
        }
        return number;
    }

    /** Number of a piece, or -1. */
    int find(String piece) {
        return numbers.getOrDefault(piece, -1);
    }

    int size() {
        return numbers.size();
    }

    int unknown() {
        return unknown;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int padding() {
        return padding;
    }
}
