package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.List;

/** The text of an agent file with its lines, so that places and offsets translate into each other. */
final class SourceText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();

    private SourceText(String text) {
        this.text = text;
        lineStarts.add(0);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lineStarts.add(i + 1);
            }
        }
    }

    /**
     * Takes the text as the file has it: a byte order mark and CR LF line ends are read over with a warning, characters
     * that no text has are errors.
     */
    static SourceText of(String raw, Findings findings) {
        String text = raw;
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            findings.warning(
                    Place.START,
                    "file begins with a byte order mark, which was ignored",
                    "save it as UTF-8 without BOM");
            text = text.substring(1);
        }
        if (text.indexOf('\r') >= 0) {
            SourceText unchanged = new SourceText(text);
            findings.warning(
                    unchanged.placeOf(text.indexOf('\r')),
                    "lines end in CR LF, which was read as LF",
                    "save it with Unix line ends");
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        SourceText source = new SourceText(text);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            findings.error(
                    source.placeOf(nul),
                    "file contains a NUL byte, expected text",
                    "the file may be binary, or damaged by a crash; restore it from a backup");
        }
        return source;
    }

    String text() {
        return text;
    }

    int lines() {
        return lineStarts.size();
    }

    /** A line without its end, counted from 1. */
    String line(int number) {
        int start = lineStarts.get(number - 1);
        int end = number < lineStarts.size() ? lineStarts.get(number) - 1 : text.length();
        return text.substring(start, end);
    }

    /** Offset of the first character of a line; the text's end for a line past the last. */
    int offsetOfLine(int number) {
        return number > lineStarts.size() ? text.length() : lineStarts.get(number - 1);
    }

    int offsetOf(Place place) {
        return Math.min(text.length(), offsetOfLine(Math.max(1, place.line())) + Math.max(0, place.column() - 1));
    }

    Place placeOf(int offset) {
        int low = 0;
        int high = lineStarts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Place(low + 1, offset - lineStarts.get(low) + 1);
    }
}
