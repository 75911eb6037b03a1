package dev.caxton.embedded.cli;

import java.util.List;
import java.util.Map;

/** The reference page of the command line, {@code docs/reference/cli.md}, written from the catalogue. */
public final class Reference {

    private static final String HEAD = """
        # Command line

        Written from the catalogue by `./caxton help --markdown > docs/reference/cli.md`; a test fails when it is stale.

        `caxton <noun> <verb> [arguments] [options]`. Standard output is data, standard error is talk: tables for people,
        JSON with `--json` for programs (the records of the Java API, in `snake_case`), one bare number or word where a
        script compares it. Times are written `250ms 30s 10m 1h 30d`.

        ## Exit codes

        | code | meaning |
        |---|---|
        | 0 | yes, or done; also when the reader of a pipe has seen enough |
        | 1 | no, or failed: a check that is false, a problem that was found |
        | 2 | the command line or the request is wrong |
        | 3 | no server answers |
        | 4 | what was named does not exist |
        | 5 | refused: conflict, read-only, permission, not built |
        | 6 | a limit or capacity was reached |

        ## How the server is found

        In this order: `--url`; `CAXTON_URL`; `server.json` in the data directory, which a running server leaves there;
        host and port of the configuration; `http://127.0.0.1:8080`. The data directory is `--data-dir`, else
        `CAXTON_DATA_DIR`, else `server.data_dir` of the configuration, else `./data`. The key that is sent
        is that in the file of `--key-file`, else `CAXTON_API_KEY`, else that in the file of `CAXTON_API_KEY_FILE`, else the
        `admin.key` of the data directory by which the server was found. No option takes a key itself: other users of the machine
        can read command lines.

        ## The launcher

        `caxton` at the top of a checkout is a Bash script. It builds what is missing or older than the sources (`mvn
        -Dquickly package`; the log is `.caxton/build.log`), finds a JDK 25 or newer, and becomes the Java process. Two
        first calls at once build once. Beside `caxton-embedded.jar`, `caxton-embedded-cli.jar` and `lib/` it runs these and
        builds nothing.

        | variable | effect |
        |---|---|
        | `CAXTON_JAVA_HOME` | the JDK to use; else `JAVA_HOME` if it is new enough, else the usual places, else the `PATH` |
        | `CAXTON_JAVA_OPTS` | further options of the JVM of a server, such as `-Xmx1g` |
        | `CAXTON_CACHE_DIR` | where an installation keeps its caches; else `.caxton` beside the launcher, else the data directory |
        | `CAXTON_NO_CACHE=yes` | make no caches |
        | `CAXTON_DEBUG=1` | show where an unexpected failure comes from |

        Commands and servers start from ahead-of-time caches of the JVM, `.caxton/cli-*.aot` and `.caxton/server-*.aot`. They
        are made after the first build, and later in the background when they are missed; the server's by a short run on a
        directory of its own beside them. An installation that its user may not write keeps them in `runtime` of the data
        directory, if that belongs to this user: nobody runs what another user could have written. Where neither can be, a
        server says once that its starts take longer. A cache that does not fit the jars or the JDK is not used. They may be
        deleted at any time.

        """;

    private Reference() {}

    /** The whole page. */
    public static String of(Catalogue catalogue) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("## Options of every command\n\n");
        options(text, CommandLine.GLOBAL);
        text.append("\n## Short forms\n\n| short | full |\n|---|---|\n");
        for (Map.Entry<String, String> shortcut : Catalogue.shortcuts().entrySet()) {
            text.append("| `caxton ").append(shortcut.getKey());
            text.append("` | `caxton ").append(shortcut.getValue()).append("` |\n");
        }
        section(text, "Commands of one word", catalogue.root());
        for (Noun noun : catalogue.nouns()) {
            section(text, noun.name(), noun);
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, Noun noun) {
        text.append("\n## ").append(title).append('\n');
        if (!noun.summary().isEmpty()) {
            text.append('\n').append(noun.summary());
            if (noun.names().size() > 1) {
                text.append(" Also spelled `")
                        .append(String.join(
                                "`, `", noun.names().subList(1, noun.names().size())))
                        .append("`.");
            }
            if (noun.bare() != null) {
                text.append(" Without a verb, `").append(noun.bare()).append("` is meant.");
            }
            text.append('\n');
        }
        for (Command command : noun.commands()) {
            if (command.availability() == Availability.BUILT) {
                built(text, command);
            }
        }
        List<Command> planned = noun.commands().stream()
                .filter(command -> command.availability() != Availability.BUILT)
                .toList();
        if (!planned.isEmpty()) {
            text.append("\n"
                    + "Understood and refused with exit code 5:\n\n"
                    + "| command | what it will do | why not yet |\n"
                    + "|---|---|---|\n");
            for (Command command : planned) {
                text.append("| `").append(escape(form(command)));
                command.options()
                        .forEach(option ->
                                text.append(" [").append(escape(option.form())).append(']'));
                text.append("` | ").append(escape(command.summary())).append(" | ");
                text.append(command.availability().remark()).append(" |\n");
            }
        }
    }

    private static void built(StringBuilder text, Command command) {
        text.append("\n### `caxton ")
                .append(form(command))
                .append("`\n\n")
                .append(command.summary())
                .append('\n');
        if (command.names().size() > 1) {
            text.append("\nAlso spelled `")
                    .append(String.join(
                            "`, `", command.names().subList(1, command.names().size())))
                    .append("`.\n");
        }
        if (!command.options().isEmpty()) {
            text.append('\n');
            options(text, command.options());
        }
    }

    private static String form(Command command) {
        return (command.words() + " " + String.join(" ", command.arguments())).strip();
    }

    private static void options(StringBuilder text, List<Option> options) {
        text.append("| option | effect |\n|---|---|\n");
        for (Option option : options) {
            text.append("| `").append(escape(option.form())).append("` | ");
            text.append(escape(HelpText.remark(option))).append(" |\n");
        }
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }
}
