package dev.caxton.engine.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts in place what a value refers to: {@code ${env:NAME}} and {@code ${NAME}} an environment variable,
 * {@code ${NAME:-text}} with a default, {@code ${file:path}} the content of a file. {@code $${} writes {@code ${}.
 */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?");
    private static final int LARGEST_SECRET_FILE = 64 * 1024;

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final ConfigProblems problems;

    References(Path workingDirectory, Map<String, String> environment, ConfigProblems problems) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.problems = problems;
    }

    /** Whether a text refers to something. */
    static boolean in(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                return true;
            }
        }
        return false;
    }

    /** The value with everything in place; null where something is missing, which is reported. */
    @Nullable
    String resolve(Setting setting) {
        if (setting.layer() == Setting.Layer.ENVIRONMENT || setting.value().indexOf('$') < 0) {
            return setting.value();
        }
        Matcher matcher = REFERENCE.matcher(setting.value());
        StringBuilder result = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String inside = matcher.group(1);
            String value = inside == null ? "${" : lookUp(setting, inside.strip());
            complete &= value != null;
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return complete ? matcher.appendTail(result).toString() : null;
    }

    private @Nullable String lookUp(Setting setting, String reference) {
        if (reference.startsWith("file:")) {
            return content(setting, reference.substring("file:".length()).strip());
        }
        Matcher variable = VARIABLE.matcher(reference);
        if (!variable.matches()) {
            problems.add(
                    setting,
                    setting.key() + " refers to " + ConfigProblems.quote("${" + reference + "}")
                            + ", expected ${env:NAME}, ${NAME} or ${file:path}",
                    "write $${ for a plain ${");
            return null;
        }
        String value = environment.get(variable.group(1));
        if (value == null || value.isEmpty() && variable.group(2) != null) {
            value = variable.group(2);
        }
        if (value == null) {
            problems.add(
                    setting,
                    setting.key() + " refers to the environment variable " + variable.group(1) + ", which is not set",
                    "set it, or write ${" + variable.group(1) + ":-default}");
        }
        return value;
    }

    /** The content of a file without its last line end; null where it cannot be read, which is reported. */
    @Nullable
    String content(Setting setting, String path) {
        try {
            Path file = workingDirectory.resolve(path);
            if (Files.size(file) > LARGEST_SECRET_FILE) {
                problems.add(
                        setting,
                        setting.key() + " refers to the file " + path + ", which has more than " + LARGEST_SECRET_FILE
                                + " bytes",
                        null);
                return null;
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
        } catch (NoSuchFileException e) {
            problems.add(setting, setting.key() + " refers to the file " + path + ", which does not exist", null);
        } catch (IOException | InvalidPathException e) {
            problems.add(setting, setting.key() + " refers to the file " + path + ", which cannot be read: " + e, null);
        }
        return null;
    }
}
