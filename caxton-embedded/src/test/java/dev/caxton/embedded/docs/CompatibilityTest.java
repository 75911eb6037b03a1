package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the product against what {@code docs/reference/compatibility.md} promises: what is in {@code promised.txt} is
 * still there. The reference pages, which other tests hold against the code, say what is there. With
 * {@code -Dapprove=true} what is new is added to the list; nothing is ever taken out of it but by hand.
 */
class CompatibilityTest {

    private static final Path LIST =
            Path.of("src", "test", "resources", "dev", "caxton", "embedded", "docs", "promised.txt");

    @Test
    void nothingThatWasPromisedIsGone() throws Exception {
        Set<String> now = now();
        Set<String> promised = new TreeSet<>(Files.exists(LIST) ? Files.readAllLines(LIST) : List.of());
        if (Boolean.getBoolean("approve")) {
            Set<String> all = new TreeSet<>(promised);
            all.addAll(now);
            Files.write(LIST, all);
        }

        Set<String> gone = new TreeSet<>(promised);
        gone.removeAll(now);

        assertThat(gone)
                .as("if it must go: say so in docs/changelog.md under Changed, with what to do, and take it out of "
                        + LIST)
                .isEmpty();
    }

    @Test
    void everyKindIsLookedAt() throws Exception {
        Set<String> kinds = new TreeSet<>();
        now().forEach(line -> kinds.add(line.substring(0, line.indexOf(' '))));

        assertThat(kinds)
                .containsExactly(
                        "command", "config", "exit", "member", "metric", "migration", "operation", "option", "problem");
    }

    private static Set<String> now() throws Exception {
        Set<String> now = new TreeSet<>();
        for (ExitCode code : ExitCode.values()) {
            now.add("exit " + code.code() + " " + code);
        }
        for (ProblemType type : ProblemType.values()) {
            now.add("problem " + type + " " + type.exitCode().code());
        }
        commands(now);
        matches(now, "config ", page("configuration.md"), "(?m)^\\| `([a-z_]+\\.[a-z_.]+)` \\|");
        for (String row : page("observability.md")
                .lines()
                .filter(line -> line.startsWith("| `caxton_"))
                .toList()) {
            matches(now, "metric ", row.substring(0, row.indexOf('|', 2)), "`(caxton_[a-z0-9_]+)`");
        }
        api(now);
        migrations(now);
        return now;
    }

    /** Commands, their other spellings and their options, of those that are built. */
    private static void commands(Collection<String> now) {
        String command = "";
        for (String line : page("cli.md").lines().toList()) {
            Matcher heading = Pattern.compile("### `caxton ([^`]+)`").matcher(line);
            if (heading.matches()) {
                command = heading.group(1).replaceAll(" ?[\\[<].*", "");
                now.add("command " + heading.group(1));
            } else if (line.startsWith("Also spelled ")) {
                matches(now, "command " + command + " = ", line, "`([^`]+)`");
            } else if (line.startsWith("| `--") && !line.contains("| not built yet |") && !command.isEmpty()) {
                matches(now, "option " + command + " ", line.substring(0, line.indexOf('|', 2)), "`(--[a-z-]+)");
            }
        }
    }

    /** Operations and members of the OpenAPI document, which is written with a fixed indentation. */
    private static void api(Collection<String> now) {
        String path = "";
        String schema = "";
        boolean properties = false;
        boolean schemas = false;
        for (String line : page("openapi.yaml").lines().toList()) {
            if (line.matches("  /.*:")) {
                path = line.strip().replaceFirst(":$", "");
            } else if (!schemas && line.matches("    (get|post|put|patch|delete):")) {
                now.add("operation " + line.strip().replace(":", "").toUpperCase(java.util.Locale.ROOT) + " " + path);
            } else if (line.equals("  schemas:")) {
                schemas = true;
            } else if (schemas && line.matches("    \\w+:.*")) {
                schema = line.strip().replaceFirst(":.*", "");
                properties = false;
            } else if (schemas && line.matches(" {6}\\w+:.*")) {
                properties = line.equals("      properties:");
            } else if (properties && line.matches(" {8}\\w+:.*")) {
                now.add("member " + schema + "." + line.strip().replaceFirst(":.*", ""));
            } else if (schemas && line.matches(" {2}\\w+:.*")) {
                schemas = false;
            }
        }
    }

    /** Migrations with their content: one that has been released never changes. */
    private static void migrations(Collection<String> now) throws Exception {
        Path resources = Repository.ROOT.resolve("caxton-engine/src/main/resources");
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(resources)) {
            files.filter(file -> file.getFileName().toString().matches("V\\d+__\\w+\\.sql"))
                    .forEach(scripts::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        for (Path script : scripts) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(script));
            now.add("migration " + script.getFileName() + " " + HexFormat.of().formatHex(hash));
        }
    }

    private static String page(String name) {
        return Repository.read(Repository.ROOT.resolve("docs/reference").resolve(name));
    }

    private static void matches(Collection<String> now, String kind, String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            now.add(kind + matcher.group(1));
        }
    }
}
