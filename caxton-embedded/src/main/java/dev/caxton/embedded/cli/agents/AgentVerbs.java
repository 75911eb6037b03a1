package dev.caxton.embedded.cli.agents;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code agents}. */
public final class AgentVerbs {

    private static final String CATALOGUE = """
        list,ls | List agents.
          --type=<config|wasm>     only agents of this type
          --status=<states>        only agents in these states, separated by commas; failing means failed or crashed
          --capability=<name>      only providers of this capability
          --names-only             print one slug a line
          --count                  print their number
          --detailed               add how long each has been in its state
          --details                add what is wrong with each
        count | Print the number of agents.
          --type=<config|wasm>     only agents of this type
          --status=<states>        only agents in these states, separated by commas
          --capability=<name>      only providers of this capability
        show <agent> | Show everything about an agent.
         ?--include-metrics
        status [agent] | Show the state of an agent, or of all.
          --summary                count agents by state
          --detailed               add how long each has been in its state
        type <agent> | Print an agent's type.
        capabilities <agent> | Print what an agent can be asked for, one capability a line.
          --list                   the same
        validate <agent|file> | Check an agent file, or the file of an agent.
          --verbose                show what was understood
          --comprehensive          the same check; nothing is left out without it
          --detailed               as --verbose
          --strict                 let warnings fail as well
          --check-capabilities     part of every check
          --check-tools            part of every check
        validate-all | Check every agent file.
          --agents-dir=<directory> where the files are, if no server is asked
         ?--security-audit
        validate-schema <file> | Check an agent file.
          --verbose                show what was understood
        reload [agent] | Read agent files again; an invalid file never disturbs a running agent.
          --agent=<agent>          the agent, as an option
          --all-config             every config agent, as without a name
          --validate-first         change nothing unless every file is valid
          --dry-run                say what would happen, and change nothing
          --preserve-memory        memory is kept in any case
         ?--staged
         ?--rollback-on-error
         ?--gradual
         ?--clear-memory
         ?--strategy=<immediate|gradual>
        ping <agent> | Answer whether an agent reacts.
          --timeout=<duration>     how long it may take, 5s if not given
        message,ask <agent> [text] | Send a message and print the reply; without a text it is read from standard input.
          --conversation=<id>      continue a conversation
          --key=<key>              makes a repetition harmless: the same key gets the first answer
          --timeout=<duration>     how long the reply may take, 2m if not given
          --no-stream              print the reply as a whole
        test <agent> | Send a message and answer whether the agent had an answer.
          --input=<text>           the message
          --query=<text>           the message
          --timeout=<duration>     how long the reply may take, 2m if not given
        logs <agent> | Print the newest lines of an agent's log.
          --tail=<count>           how many lines, 100 if not given
          --level=<debug|info|warn|error>   least level
          --follow                 go on with what comes
        deploy <agent|file> | Deploy an agent file; one that serves already is read again.
          --source=<file>          the file, where the argument is the agent's name
          --hot-reload             replace an agent that is there already
          --timeout=<duration>     how long it may take to run, 30s if not given
          --validate-only          check the file and change nothing
          --dry-run                the same
        remove,rm <agent> | Delete an agent's file and stop it; its history and memory stay.
          --force                  do not ask
        ?priority <agent> | Print an agent's priority.
        ?suspend [agent] | Let agents keep their messages and not answer.
          --failing-only
          --priority=<level>
          --inactive-for=<duration>
        ?resume [agent] | Let suspended agents answer again.
          --all
          --drain-queue
        ?start <agent> | Start an agent.
          --verify-health
        ?stop <agent> | Stop an agent.
          --graceful
          --timeout=<duration>
        ?restart [agent] | Restart agents.
          --slow-threshold=<duration>
        ?reload-status [agent] | Show reloads in progress.
          --watch
        ?rollback <agent> | Return to an earlier version.
          --to-previous-version
          --to-version=<version>
        ?history <agent> | List the versions of an agent.
          --last-working
        ?backup <agent> | Save an agent's state.
          --quick-check
          --state-only
        ?restore <agent> | Restore an agent's state.
          --from-backup=<backup>
        ?restore-all | Restore the state of every agent.
          --from-backup
          --verify-health
        ?test-local <file> | Try an agent file without deploying it.
          --input=<text>
          --timeout=<duration>
        ?metrics <agent> | Show an agent's figures.
          --last=<duration>
        ?resource-usage | Show what agents use.
          --type=<config|wasm>
        ?sandbox-status | Show how an agent is contained.
          --agent=<agent>
        ?diagnose [agent] | Say what is wrong.
          --show-errors
        ?debug <agent> | Show what an agent works with.
          --show-tools
          --show-prompts
        ?diff <agent> <file> | Compare the serving definition with a file.
        ?watch <directory> | Deploy whatever changes in a directory.
          --auto-reload
          --ignore-errors
          --log-changes
        ?audit-tools | List tools that agents declare and do not use.
          --show-unused
        ?analyze | Search what agents did.
          --pattern=<regex>
          --last=<duration>
        ?slow | List slow agents.
          --threshold=<duration>
        ?create-test-agent <agent> | Create an agent for a drill.
        ?crash-test <agent> | Let an agent crash.
          --simulated
        ?recover-test <agent> | Answer whether an agent recovers.
        ?recover <agent> | Bring a crashed agent back.
          --restore-memory
        ?recovery-benchmark | Measure recoveries.
          --type=<config|wasm>
          --simulated
        """;

    private AgentVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("agents,agent", "Agents: list, look at, check, deploy, reload, ask.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "list" -> new ListAgents();
            case "count" -> new CountAgents();
            case "show" -> new ShowAgent();
            case "status" -> new AgentStatus();
            case "type" ->
                invocation -> AgentSheet.scalar(
                        invocation, AgentSheet.subject(invocation).type().wireName());
            case "capabilities" -> new AgentCapabilities();
            case "validate", "validate-schema" -> new ValidateAgent();
            case "validate-all" -> new ValidateAllAgents();
            case "reload" -> new ReloadAgents();
            case "ping" -> new PingAgent();
            case "message" -> new MessageAgent();
            case "test" -> new TestAgent();
            case "logs" -> new AgentLogs();
            case "deploy" -> new DeployAgent();
            case "remove" -> new RemoveAgent();
            default -> throw new IllegalArgumentException("no verb agents " + name);
        };
    }
}
