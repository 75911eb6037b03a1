package dev.caxton.embedded.cli.security;

import dev.caxton.api.ExitCode;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.security.AuditEntry;
import dev.caxton.api.security.AuditQuery;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;

/** The noun {@code audit}. */
public final class AuditVerbs {

    private static final String CATALOGUE = """
        list,ls | List who changed what, and who was not permitted to, the newest first.
          --actor=<name>           only what these asked for: the beginning of their name, such as key:
          --outcome=<applied|refused>   only this outcome
          --limit=<count>          how many, 50 if not given
          --cursor=<cursor>        where the page before ended
          --count                  print the number of all
        """;

    private AuditVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("audit", "The audit trail.", CATALOGUE, "list");
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        if (name.equals("list")) {
            return AuditVerbs::list;
        }
        throw new IllegalArgumentException("no verb audit " + name);
    }

    private static ExitCode list(Invocation invocation) {
        Page<AuditEntry> page = invocation
                .caxton()
                .audit()
                .list(new AuditQuery(
                        invocation.text("--actor"),
                        invocation.text("--outcome"),
                        new PageRequest(invocation.count("--limit", 50), invocation.text("--cursor"))));
        Output output = invocation.output();
        if (invocation.has("--count")) {
            output.line(Long.toString(page.total()));
            return ExitCode.OK;
        }
        if (output.json()) {
            output.json(page.items());
        } else if (page.items().isEmpty()) {
            output.say("Nothing.");
        } else {
            output.table(
                    List.of("TIME", "ACTOR", "WHAT", "SUBJECT", "OUTCOME"),
                    page.items().stream()
                            .map(entry -> List.of(
                                    entry.at().toString(),
                                    entry.actor(),
                                    entry.kind(),
                                    entry.subject(),
                                    entry.outcome()))
                            .toList());
        }
        if (page.nextCursor() != null) {
            output.say(page.items().size() + " of " + page.total() + "; go on with --cursor " + page.nextCursor());
        }
        return ExitCode.OK;
    }
}
