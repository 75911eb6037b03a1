package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads TOML 1.0 into values with places, in time and memory proportional to the text.
 *
 * <p>Written here because tomlj 2.2.0 spends more than a minute on 16 KB of comment lines and 200 MB of heap on a text
 * of 1 MB, which an agent file must not cost a server; the tests hold this reader against tomlj.
 */
final class TomlReader {

    /** No documented key is nested deeper than 4. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_VALUES = 50_000;

    /** After that many broken lines the file is something else. */
    private static final int MOST_ERRORS = 10;

    private final TomlCursor cursor;
    private final TomlScalars scalars;
    private final TomlSection root = new TomlSection(Place.START);
    private TomlSection section = root;
    private int values;

    private TomlReader(SourceText source) {
        this.cursor = new TomlCursor(source);
        this.scalars = new TomlScalars(cursor);
    }

    /** Reads a whole file; null after reporting every line that cannot be read. */
    static FileValue.@Nullable Table read(SourceText source, Findings findings) {
        TomlReader reader = new TomlReader(source);
        int errors = 0;
        while (!reader.cursor.atEnd() && errors < MOST_ERRORS) {
            int line = reader.cursor.place().line();
            try {
                reader.statement();
            } catch (Unreadable unreadable) {
                unreadable.report("TOML", findings);
                errors++;
                if (reader.cursor.place().line() != line || reader.values > MAX_VALUES) {
                    break; // within a value of several lines nobody knows where the next statement begins
                }
                reader.cursor.skipLine();
            }
        }
        return errors == 0 ? reader.root.finish() : null;
    }

    private void statement() {
        cursor.skipLines();
        if (cursor.atEnd()) {
            return;
        }
        Place where = cursor.place();
        if (cursor.take("[[")) {
            List<String> path = key();
            expect("]]");
            section = root.arrayHeader(path, where);
        } else if (cursor.take("[")) {
            List<String> path = key();
            expect("]");
            section = root.header(path, where);
        } else {
            keyValue(section, 1);
        }
        cursor.endLine();
    }

    private void keyValue(TomlSection into, int depth) {
        Place where = cursor.place();
        List<String> path = key();
        expect("=");
        cursor.skipBlanks();
        into.put(path, value(depth), where);
    }

    private void expect(String sign) {
        cursor.skipBlanks();
        if (!cursor.take(sign)) {
            throw cursor.unexpected("'" + sign + "'");
        }
    }

    private List<String> key() {
        List<String> parts = new ArrayList<>();
        do {
            cursor.skipBlanks();
            parts.add(keyPart());
            cursor.skipBlanks();
            if (parts.size() > MAX_DEPTH) {
                throw cursor.fail("values are nested deeper than " + MAX_DEPTH + " levels", null);
            }
        } while (cursor.take("."));
        return parts;
    }

    private String keyPart() {
        if (cursor.peek() == '"' || cursor.peek() == '\'') {
            return scalars.oneLine();
        }
        int start = cursor.offset();
        while (isKey(cursor.peek())) {
            cursor.next();
        }
        if (cursor.offset() == start) {
            throw cursor.unexpected("a key");
        }
        return cursor.since(start);
    }

    private static boolean isKey(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }

    private FileValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw cursor.fail("values are nested deeper than " + MAX_DEPTH + " levels", null);
        }
        if (++values > MAX_VALUES) {
            throw cursor.fail("more than " + MAX_VALUES + " values", null);
        }
        Place where = cursor.place();
        return switch (cursor.peek()) {
            case '"', '\'' -> new FileValue.Scalar(where, scalars.string());
            case '[' -> array(where, depth);
            case '{' -> inlineTable(where, depth);
            default -> new FileValue.Scalar(where, scalars.bare());
        };
    }

    private FileValue array(Place where, int depth) {
        List<FileValue> items = new ArrayList<>();
        cursor.next();
        cursor.skipLines();
        while (!cursor.take("]")) {
            items.add(value(depth + 1));
            cursor.skipLines();
            if (!cursor.take(",") && cursor.peek() != ']') {
                throw cursor.unexpected("',' or ']'");
            }
            cursor.skipLines();
        }
        return new FileValue.Items(where, List.copyOf(items));
    }

    private FileValue inlineTable(Place where, int depth) {
        TomlSection table = new TomlSection(where);
        cursor.next();
        cursor.skipBlanks();
        if (cursor.take("}")) {
            return table.finish();
        }
        do {
            cursor.skipBlanks();
            keyValue(table, depth + 1);
            cursor.skipBlanks();
        } while (cursor.take(","));
        expect("}");
        return table.finish();
    }
}
