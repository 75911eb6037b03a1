package dev.caxton.embedded.cli.root;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.embedded.cli.chat.Chat;
import dev.caxton.embedded.cli.server.Shutdown;

/** Commands of one word. */
public final class RootVerbs {

    private static final String CATALOGUE = """
        init | Make a data directory, an agents directory with a first agent, and a configuration file.
          --agents-dir=<directory> directory of agent files; agents beside the data if not given
         ?--template=<name>
        status | Show how the server is.
          --production-ready       answer whether it is fit for production, and say why if not
          --detailed               add the parts and what the process uses
        health-check,health | Answer whether the server is healthy.
          --comprehensive          look at every part
          --wait-ready             wait until it is
          --timeout=<duration>     wait so long at most, instead of answering at once
        shutdown | Stop the server and wait until it is gone.
          --graceful               finish what is in flight, as without this option
          --immediate              do not wait for what is in flight; it is answered after the next start
          --timeout=<duration>     how long requests in flight may take, 25s if not given
         ?--dump-state
         ?--output=<file>
        chat <agent> | Talk to an agent; each line is a message, and /help tells more.
          --conversation=<conversation> continue one
          --timeout=<duration>     longest wait for an answer, 2m if not given
        version | Print the version.
        completion <shell> | Print the completion script for bash, zsh or fish.
        help [noun] [verb] | Show what there is.
          --markdown               print every command, as docs/reference/cli.md has it
        ?resources | Show what the server uses.
        ?trace | Follow a conversation through the agents.
          --agent=<agent>
          --conversation-id=<id>
          --error-cascade
          --last=<duration>
        ?profile | Measure an agent for a time.
          --agent=<agent>
          --duration=<duration>
        ?system-test | Rehearse a disaster.
          --disaster-recovery
          --comprehensive
        ?doctor | Look for what is wrong with this installation.
        """;

    private RootVerbs() {}

    /** The commands, as verbs of a noun without a name. */
    public static Noun noun() {
        return Noun.of("", "", CATALOGUE);
    }

    /** What a command does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "init" -> new Init();
            case "status" -> new Status();
            case "health-check" -> new HealthCheck();
            case "shutdown" -> new Shutdown();
            case "chat" -> new Chat();
            case "version" -> new Version();
            case "completion" -> new Completion();
            case "help" -> new Help();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
