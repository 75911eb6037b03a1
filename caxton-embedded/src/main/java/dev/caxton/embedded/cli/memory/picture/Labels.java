package dev.caxton.embedded.cli.memory.picture;

/** Texts short and plain enough for a picture. */
final class Labels {

    private static final int LONGEST = 28;

    private Labels() {}

    /** One line without control characters or halves of characters, cut where it is long. */
    static String of(String text) {
        StringBuilder label = new StringBuilder();
        int characters = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (characters++ == LONGEST) {
                return label.append('…').toString();
            }
            boolean drawable = Character.getType(point) != Character.SURROGATE
                    && !Character.isISOControl(point)
                    && (point & 0xfffe) != 0xfffe;
            label.appendCodePoint(drawable ? point : ' ');
        }
        return label.toString();
    }

    /** For XML, in text and in attributes. */
    static String xml(String text) {
        return of(text).replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a quoted string of Graphviz. */
    static String dot(String text) {
        return of(text).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** For a quoted string of Mermaid, which reads {@code #…;} as a character and passes on some HTML. */
    static String mermaid(String text) {
        StringBuilder escaped = new StringBuilder();
        of(text).codePoints().forEach(point -> {
            boolean plain = Character.isLetterOrDigit(point) || " .,:_-/()…".indexOf(point) >= 0;
            if (plain) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append('#').append(point).append(';');
            }
        });
        return escaped.toString();
    }
}
