package dev.caxton.engine.agent.file;

import org.jspecify.annotations.Nullable;

/**
 * A Markdown file taken apart.
 *
 * @param yaml the text between the fences
 * @param firstLine line of the file at which the YAML begins
 * @param body what follows, without blank lines around it
 * @param bodyPlace where the body begins
 */
record Frontmatter(String yaml, int firstLine, String body, Place bodyPlace) {

    private static final String FENCE = "---";

    /** Splits a file; null after reporting that it has no frontmatter. */
    static @Nullable Frontmatter split(SourceText source, Findings findings) {
        if (!source.line(1).stripTrailing().equals(FENCE)) {
            findings.error(
                    Place.START,
                    "file has no frontmatter, expected its first line to be '---'",
                    "put the keys between two lines of '---' at the top of the file");
            return null;
        }
        for (int line = 2; line <= source.lines(); line++) {
            String text = source.line(line).stripTrailing();
            if (text.equals(FENCE) || text.equals("...")) {
                String yaml = source.text().substring(source.offsetOfLine(2), source.offsetOfLine(line));
                int start = source.offsetOfLine(line + 1);
                while (start < source.text().length()
                        && Character.isWhitespace(source.text().charAt(start))) {
                    start++;
                }
                String body = source.text().substring(start).strip();
                return new Frontmatter(yaml, 2, body, source.placeOf(start));
            }
        }
        findings.error(
                Place.START,
                "frontmatter is never closed, expected a second line '---'",
                "put a line of '---' after the last key");
        return null;
    }
}
