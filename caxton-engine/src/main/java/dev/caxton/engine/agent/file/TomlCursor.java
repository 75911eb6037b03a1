package dev.caxton.engine.agent.file;

import org.jspecify.annotations.Nullable;

/** A position in a TOML text, and what every part of its grammar does with it. For one thread. */
final class TomlCursor {

    private static final char END = '\uFFFF';

    private final SourceText source;
    private final String text;
    private int at;

    TomlCursor(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    int offset() {
        return at;
    }

    Place place() {
        return source.placeOf(at);
    }

    Place placeOf(int offset) {
        return source.placeOf(offset);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character; U+FFFF, which no text has, at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    /** Steps over an expected text; false, without a step, if something else is here. */
    boolean take(String expected) {
        boolean here = looksAt(expected);
        if (here) {
            at += expected.length();
        }
        return here;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Steps over blanks, line ends and comments, as between the values of an array. */
    void skipLines() {
        while (true) {
            skipBlanks();
            if (peek() == '#') {
                skipComment();
            } else if (peek() == '\n') {
                at++;
            } else {
                return;
            }
        }
    }

    /** Steps over what may follow a statement in its line, which is nothing or a comment. */
    void endLine() {
        skipBlanks();
        skipComment();
        if (!atEnd() && next() != '\n') {
            at--;
            throw unexpected("the end of the line");
        }
    }

    private void skipComment() {
        if (peek() == '#') {
            while (!atEnd() && peek() != '\n') {
                refuseControl();
                at++;
            }
        }
    }

    /** Steps to the begin of the next line, to go on after an error. */
    void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    /** Refuses a control character, which TOML has nowhere but tab and line end. */
    void refuseControl() {
        char c = peek();
        if ((c < ' ' && c != '\t' && c != '\n') || c == '\u007F') {
            throw fail(String.format("control character U+%04X is not allowed", (int) c), null);
        }
    }

    /** The refusal of what is here. */
    Unreadable unexpected(String expected) {
        String found = atEnd()
                ? "the end of the file"
                : peek() == '\n' ? "the end of the line" : "'" + Findings.shown(String.valueOf(peek())) + "'";
        return fail("found " + found + ", expected " + expected, null);
    }

    Unreadable fail(String message, @Nullable String hint) {
        return new Unreadable(place(), message, hint);
    }
}
