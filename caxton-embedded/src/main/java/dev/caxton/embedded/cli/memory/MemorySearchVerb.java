package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.TimeView;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code memory search}. */
final class MemorySearchVerb implements Verb {

    private static final int USUAL_LIMIT = 10;
    private static final int LONGEST = 100;

    @Override
    public ExitCode run(Invocation invocation) {
        SearchResult result = invocation.caxton().memory().search(query(invocation));
        Output output = invocation.output();
        if (output.json()) {
            output.json(result);
            return ExitCode.OK;
        }
        if (result.mode() == SearchMode.KEYWORD && mode(invocation) == SearchMode.HYBRID) {
            output.complain("No embedding model is loaded: only words were sought.");
        }
        if (result.truncated()) {
            output.complain("The text is longer than the model reads: its end was sought by words only.");
        }
        if (result.results().isEmpty()) {
            output.complain("Nothing was found.");
        } else {
            List<List<String>> rows = new ArrayList<>();
            result.results().forEach(hit -> rows.add(row(hit)));
            output.table(List.of("ENTITY", "TYPE", "SCORE", "SIMILARITY", "KEYWORD RANK", "WHAT FITS"), rows);
        }
        return ExitCode.OK;
    }

    private static MemoryQuery query(Invocation invocation) {
        String scope = invocation.text("--scope");
        return new MemoryQuery(
                invocation.text("--agent"),
                String.join(" ", invocation.arguments()),
                scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope),
                set(invocation, "--type"),
                invocation.count("--limit", USUAL_LIMIT),
                null,
                false,
                mode(invocation),
                null,
                time(invocation),
                set(invocation, "--author"),
                null,
                invocation.count("--expand", 0));
    }

    private static SearchMode mode(Invocation invocation) {
        String mode = invocation.text("--mode");
        return mode == null ? SearchMode.HYBRID : WireName.parse(SearchMode.class, "--mode", mode);
    }

    /** What is true now, unless another time is asked for. */
    static TimeView time(Invocation invocation) {
        Instant validAt = Moments.of(invocation, "--valid-at");
        TimeView valid = validAt == null ? TimeView.current() : TimeView.at(validAt);
        if (invocation.has("--all-times")) {
            if (validAt != null) {
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        "--all-times stands beside --valid-at, expected one or the other",
                        (String) null);
            }
            valid = TimeView.all();
        }
        return valid.asOf(Moments.of(invocation, "--as-of"));
    }

    private static Set<String> set(Invocation invocation, String option) {
        return new LinkedHashSet<>(invocation.texts(option));
    }

    private static List<String> row(SearchHit hit) {
        Integer rank = hit.matches().isEmpty() ? null : hit.matches().getFirst().keywordRank();
        return List.of(
                hit.entityName(),
                hit.entityType(),
                Figures.decimal(hit.score()),
                number(hit.similarityScore()),
                rank == null ? "-" : rank.toString(),
                hit.path().isEmpty()
                        ? cut(hit.matched() == null ? "its name and type" : hit.matched())
                        : "along " + hit.path().size() + " relation(s) from a better result");
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : Figures.decimal(value);
    }

    static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
