package dev.caxton.engine.agent.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The single values of TOML 1.0: strings, numbers, truth values, dates and times. */
final class TomlScalars {

    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9](_?[0-9])*+)");
    private static final Pattern PREFIXED =
            Pattern.compile("0x[0-9A-Fa-f](_?[0-9A-Fa-f])*+|0o[0-7](_?[0-7])*+|0b[01](_?[01])*+");
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(0|[1-9](_?[0-9])*+)(\\.[0-9](_?[0-9])*+)?([eE][+-]?[0-9](_?[0-9])*+)?|[+-]?(inf|nan)");
    private static final Pattern DATE_OR_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}:.*");

    /** No number or date is longer; it bounds the cost of a pattern. */
    private static final int LONGEST_BARE = 100;

    private final TomlCursor cursor;

    TomlScalars(TomlCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads a string in any of its four forms. */
    String string() {
        if (cursor.take("\"\"\"")) {
            return multiline('"');
        }
        if (cursor.take("'''")) {
            return multiline('\'');
        }
        return oneLine();
    }

    /** Reads a string of one line, as keys are. */
    String oneLine() {
        int start = cursor.offset();
        char quote = cursor.next();
        StringBuilder text = new StringBuilder();
        while (cursor.peek() != quote) {
            if (cursor.atEnd() || cursor.peek() == '\n') {
                throw new Unreadable(
                        cursor.placeOf(start),
                        "string is never closed, expected " + quote + " before the end of the line",
                        "text of several lines goes between three quotes");
            }
            character(text, quote == '"');
        }
        cursor.next();
        return text.toString();
    }

    private String multiline(char quote) {
        int start = cursor.offset() - 3;
        String close = String.valueOf(quote).repeat(3);
        StringBuilder text = new StringBuilder();
        cursor.take("\n");
        while (!cursor.looksAt(close)) {
            if (cursor.atEnd()) {
                throw new Unreadable(
                        cursor.placeOf(start), "text is never closed, expected " + close, "add a line of " + close);
            }
            if (quote == '"' && cursor.peek() == '\\' && continuesLine()) {
                continue;
            }
            character(text, quote == '"');
        }
        cursor.take(close);
        // Up to two quotes may stand directly before the closing three.
        for (int i = 0; i < 2 && cursor.peek() == quote; i++) {
            text.append(cursor.next());
        }
        return text.toString();
    }

    /** Steps over a backslash at the end of a line with the white space that follows; false if here is another one. */
    private boolean continuesLine() {
        int blanks = 1;
        while (cursor.looksAt("\\" + " ".repeat(blanks)) && blanks < LONGEST_BARE) {
            blanks++;
        }
        if (!cursor.looksAt("\\" + " ".repeat(blanks - 1) + "\n")) {
            return false;
        }
        cursor.next();
        while (cursor.peek() == ' ' || cursor.peek() == '\t' || cursor.peek() == '\n') {
            cursor.next();
        }
        return true;
    }

    private void character(StringBuilder to, boolean escapes) {
        cursor.refuseControl();
        char c = cursor.peek();
        if (c != '\\' || !escapes) {
            to.append(cursor.next());
            return;
        }
        cursor.next();
        char escape = cursor.peek();
        switch (escape) {
            case 'b' -> to.append('\b');
            case 't' -> to.append('\t');
            case 'n' -> to.append('\n');
            case 'f' -> to.append('\f');
            case 'r' -> to.append('\r');
            case '"', '\\' -> to.append(escape);
            case 'u', 'U' -> {
                to.appendCodePoint(codePoint(escape == 'u' ? 4 : 8));
                return;
            }
            default ->
                throw cursor.fail(
                        "'\\" + Findings.shown(String.valueOf(escape)) + "' is no escape",
                        "write '\\\\' for a backslash, or put the text between single quotes");
        }
        cursor.next();
    }

    private int codePoint(int digits) {
        Unreadable refusal = cursor.fail("expected " + digits + " hexadecimal digits of a character", null);
        cursor.next();
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(cursor.next(), 16);
            if (digit < 0 || value > 0x10FFFF) {
                throw refusal;
            }
            value = value * 16 + digit;
        }
        if (value > 0x10FFFF || value >= 0xD800 && value <= 0xDFFF) {
            throw refusal;
        }
        return value;
    }

    /** Reads a value without quotes. */
    Object bare() {
        int start = cursor.offset();
        while (isBare(cursor.peek()) || cursor.peek() == ' ' && isDateBefore(start)) {
            cursor.next();
        }
        String word = cursor.since(start);
        if (word.isEmpty()) {
            throw cursor.unexpected("a value");
        }
        if (word.length() <= LONGEST_BARE) {
            Object value = value(word.strip());
            if (value != null) {
                return value;
            }
        }
        throw new Unreadable(
                cursor.placeOf(start),
                "'" + Findings.shown(word) + "' is no value, expected a string, number, true, false, list or table",
                "put text into quotes");
    }

    private static boolean isBare(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '+'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ':';
    }

    /** Whether a date was read, which a blank may part from its time. */
    private boolean isDateBefore(int start) {
        return cursor.offset() - start == "2025-01-15".length()
                && DATE_OR_TIME.matcher(cursor.since(start)).matches();
    }

    private static @org.jspecify.annotations.Nullable Object value(String word) {
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        try {
            if (INTEGER.matcher(word).matches()) {
                return Long.parseLong(word.replace("_", ""));
            }
            if (PREFIXED.matcher(word).matches()) {
                int radix =
                        switch (word.charAt(1)) {
                            case 'x' -> 16;
                            case 'o' -> 8;
                            default -> 2;
                        };
                return Long.parseLong(word.substring(2).replace("_", ""), radix);
            }
            if (FLOAT.matcher(word).matches()) {
                double number = word.endsWith("inf") || word.endsWith("nan")
                        ? Double.NaN
                        : Double.parseDouble(word.replace("_", ""));
                // JSON has no infinite numbers; the word itself tells its reader what is wrong.
                return Double.isFinite(number) ? (Object) number : word;
            }
            if (DATE_OR_TIME.matcher(word).matches()) {
                return dateOrTime(word);
            }
        } catch (NumberFormatException | DateTimeException e) {
            return null; // reported by the caller with its place
        }
        return null;
    }

    /** A date or time in the form of RFC 3339. */
    private static String dateOrTime(String word) {
        String text = word.replace(' ', 'T').replace('t', 'T').replace('z', 'Z');
        if (text.indexOf('T') < 0) {
            return text.indexOf('-') > 0
                    ? LocalDate.parse(text).toString()
                    : LocalTime.parse(text).toString();
        }
        boolean offset = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return offset
                ? OffsetDateTime.parse(text).toString()
                : LocalDateTime.parse(text).toString();
    }
}
