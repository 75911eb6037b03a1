package dev.caxton.embedded.docs;

import dev.caxton.embedded.cli.TypedLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the runbooks write, and the page {@code docs/reference/runbook-coverage.md} that says how much of it works. */
final class RunbookCoverage {

    static final String PAGE = "docs/reference/runbook-coverage.md";
    static final String NOT_YET = "not yet: ";

    /** Sections of the page after the commands, by their kind in {@code procedures.tsv}. */
    static final Map<String, String> SECTIONS = sections();

    private RunbookCoverage() {}

    /**
     * A command line of the runbooks.
     *
     * @param text as it is written
     * @param places {@code document:line} of each occurrence
     */
    record DocumentedCommand(String text, List<String> places) {

        TypedLine typed() {
            return TypedLine.of(ShellText.caxtonCalls(text).getFirst());
        }

        /** {@code built}, or in one word why it is not. */
        String status() {
            return typed().availability().name().toLowerCase(Locale.ROOT);
        }

        boolean standsIn(String document, int from, int to) {
            return places.stream().anyMatch(place -> {
                int line = Integer.parseInt(place.substring(4));
                return place.startsWith(document + ":") && line >= from && line <= to;
            });
        }
    }

    /**
     * Anything else that the runbooks write.
     *
     * @param kind a key of {@link #SECTIONS}
     * @param text what it is
     * @param places {@code document:line} or {@code document:from-to}
     */
    record Procedure(String kind, String text, String places) {

        /** Commands that it calls and that are not built, in their first spelling. */
        Set<String> missing(List<DocumentedCommand> commands) {
            Set<String> missing = new LinkedHashSet<>();
            for (String place : places.split(" ")) {
                String document = place.substring(0, 3);
                String[] lines = place.substring(4).split("-");
                int from = Integer.parseInt(lines[0]);
                int to = Integer.parseInt(lines[lines.length - 1]);
                commands.stream()
                        .filter(command -> command.standsIn(document, from, to))
                        .filter(command -> !command.status().equals("built"))
                        .map(command -> command.typed().command())
                        .sorted()
                        .forEach(missing::add);
            }
            return missing;
        }
    }

    static List<DocumentedCommand> commands() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (List<String> row : rows("/dev/caxton/embedded/cli/commands.tsv")) {
            places.computeIfAbsent(row.getFirst(), text -> new ArrayList<>())
                    .addAll(List.of(row.get(1).split(" ")));
        }
        return places.entrySet().stream()
                .map(row -> new DocumentedCommand(row.getKey(), List.copyOf(row.getValue())))
                .toList();
    }

    static List<Procedure> procedures() {
        return rows("/dev/caxton/embedded/docs/procedures.tsv").stream()
                .map(row -> new Procedure(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    /** What a row of the page must say of a procedure that calls what is not built; empty if it calls nothing such. */
    static String notYet(Procedure procedure, List<DocumentedCommand> commands) {
        Set<String> missing = procedure.missing(commands);
        return missing.isEmpty() ? "" : NOT_YET + "needs `" + String.join("`, `", missing) + "`";
    }

    /** Text as a cell of a table holds it. */
    static String cell(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static List<List<String>> rows(String resource) {
        try (InputStream stream = RunbookCoverage.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("endpoint", "Endpoints");
        sections.put("script", "Scripts and procedures");
        sections.put("metric", "Metrics");
        sections.put("objective", "Time objectives");
        return sections;
    }
}
