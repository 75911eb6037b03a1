package dev.caxton.engine.agent.builtin.table;

import dev.caxton.engine.tool.ToolFailedException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Reads CSV text whose delimiter and heading may have to be found out. */
final class CsvReader {

    /** Most rows (documented limit, reference §9). */
    static final int MOST_ROWS = 100_000;

    static final int MOST_COLUMNS = 1000;

    /** Share of rows of another length from which the text is no table. */
    private static final double TOO_RAGGED = 0.2;

    private CsvReader() {}

    /**
     * A CSV file that was read.
     *
     * @param table its rows
     * @param delimiter what separates its fields
     * @param header whether its first line held the headings
     * @param ragged rows that had too few or too many fields
     * @param broken values that do not fit their column's type and count as missing, by column
     */
    record Document(Table table, char delimiter, boolean header, int ragged, Map<String, Integer> broken) {}

    static Document read(String name, String content, @Nullable Character given, @Nullable Boolean header) {
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        if (text.isBlank()) {
            throw malformed("is empty", null);
        }
        if (text.stripLeading().startsWith("<") || text.stripLeading().startsWith("{")) {
            throw malformed("begins with '" + text.strip().charAt(0) + "' and looks like HTML, XML or JSON", null);
        }
        char delimiter = given == null ? Delimiters.find(text) : given;
        List<List<String>> lines = lines(text, delimiter);
        int width = commonWidth(lines);
        int ragged = (int) lines.stream().filter(line -> line.size() != width).count();
        if (ragged > 1 && ragged > lines.size() * TOO_RAGGED) {
            throw malformed(
                    "has " + ragged + " of " + lines.size() + " rows that do not have " + width
                            + " fields, expected a table",
                    null);
        }
        List<List<String>> even = lines.stream().map(line -> even(line, width)).toList();
        boolean hasHeader = header == null ? Headings.areIn(even) : header;
        List<String> headings = hasHeader ? Headings.unique(even.get(0)) : Headings.numbered(width);
        List<List<String>> rows = hasHeader ? even.subList(1, even.size()) : even;
        ColumnTypes.Typed typed = ColumnTypes.table(name, headings, rows, delimiter == ';');
        return new Document(typed.table(), delimiter, hasHeader, ragged, typed.broken());
    }

    private static List<List<String>> lines(String text, char delimiter) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .get();
        List<List<String>> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            for (CSVRecord fields : parser) {
                if (lines.size() > MOST_ROWS) {
                    throw new ToolFailedException(
                            "too_many_rows",
                            "CSV text has more than " + MOST_ROWS + " rows",
                            "Split the file, or ask for a part of it.");
                }
                if (fields.size() > MOST_COLUMNS) {
                    throw malformed(
                            "has a row of " + fields.size() + " fields, expected at most " + MOST_COLUMNS, null);
                }
                lines.add(fields.toList());
            }
        } catch (UncheckedIOException | IOException e) {
            throw malformed("cannot be read: " + reason(e), e);
        }
        if (lines.isEmpty()) {
            throw malformed("is empty", null);
        }
        return lines;
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = String.valueOf(cause.getMessage());
        return message.length() > 200 ? message.substring(0, 199) + "…" : message;
    }

    private static int commonWidth(List<List<String>> lines) {
        Map<Integer, Integer> counts = new java.util.TreeMap<>();
        lines.forEach(line -> counts.merge(line.size(), 1, Integer::sum));
        int best = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    private static List<String> even(List<String> line, int width) {
        if (line.size() == width) {
            return line;
        }
        List<String> even = new ArrayList<>(line.subList(0, Math.min(width, line.size())));
        while (even.size() < width) {
            even.add("");
        }
        return even;
    }

    private static ToolFailedException malformed(String what, @Nullable Throwable cause) {
        return new ToolFailedException(
                new dev.caxton.api.spi.ToolResult.Failure(
                        "malformed_csv",
                        "CSV text " + what,
                        "Give comma, semicolon, tab or bar separated text with the same number of fields in each row.",
                        false),
                cause);
    }

    /** Headings of columns. */
    private static final class Headings {

        /** The first line holds headings if its cells are distinct words and not values themselves. */
        static boolean areIn(List<List<String>> lines) {
            List<String> first = lines.get(0);
            Set<String> seen = new HashSet<>();
            for (String cell : first) {
                boolean value = Cells.isMissing(cell)
                        || Cells.number(cell, true).isPresent()
                        || Cells.date(cell).isPresent()
                        || Cells.bool(cell).isPresent();
                if (value || !seen.add(cell.strip().toLowerCase(Locale.ROOT))) {
                    return false;
                }
            }
            return true;
        }

        static List<String> unique(List<String> cells) {
            List<String> names = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (String cell : cells) {
                String base = cell.isBlank() ? "column_" + (names.size() + 1) : cell.strip();
                String name = base;
                for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                    name = base + "_" + number;
                }
                names.add(name);
            }
            return names;
        }

        static List<String> numbered(int width) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                names.add("column_" + i);
            }
            return names;
        }
    }
}
