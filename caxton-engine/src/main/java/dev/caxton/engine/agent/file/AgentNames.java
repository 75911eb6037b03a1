package dev.caxton.engine.agent.file;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for display names and for slugs, which are file stems. */
public final class AgentNames {

    /** Longest name and slug, in characters. */
    public static final int LONGEST = 64;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} _-]+");
    private static final Pattern SLUG = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd} ._-]*");
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Names that open a device on Windows, where a checkout of the agents directory would fail. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private AgentNames() {}

    /** What is wrong with a display name; null for a good one. */
    static @Nullable String problemOfName(String name) {
        return problem("name", name, NAME, "letters, digits, spaces, '-' and '_'");
    }

    /** What is wrong with a slug; null for a good one. */
    public static @Nullable String problemOfSlug(String slug) {
        return problem("file name", slug, SLUG, "a letter or digit, then letters, digits, spaces, '.', '-' and '_'");
    }

    private static @Nullable String problem(String what, String value, Pattern pattern, String expected) {
        String shown = what + " '" + Findings.shown(value) + "'";
        int length = value.codePointCount(0, value.length());
        if (length > LONGEST) {
            return what + " has " + length + " characters, expected 1 to " + LONGEST;
        }
        if (value.isBlank() || !pattern.matcher(value).matches()) {
            return shown + " is not allowed, expected " + expected;
        }
        if (!value.equals(value.strip())) {
            return shown + " begins or ends with a space, expected none";
        }
        int dot = value.indexOf('.');
        if (DEVICES.contains((dot < 0 ? value : value.substring(0, dot)).toLowerCase(Locale.ROOT))) {
            return shown + " is the name of a device on Windows, expected another name";
        }
        return null;
    }

    static boolean isKebab(String name) {
        return KEBAB.matcher(name).matches();
    }

    /**
     * The kebab form of a name: {@code DataAnalyzer} is {@code data-analyzer}. Empty for a name without Latin letters or
     * digits.
     */
    public static String kebab(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String parted = plain.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
        String joined = parted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return joined.replaceAll("^-+|-+$", "");
    }

    /** The last part of a path, as either kind of system writes it. */
    public static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** A file name without {@code .md} or {@code .toml}; the name itself if it has neither. */
    public static String stem(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".md")) {
            return fileName.substring(0, fileName.length() - ".md".length());
        }
        return lower.endsWith(".toml") ? fileName.substring(0, fileName.length() - ".toml".length()) : fileName;
    }
}
