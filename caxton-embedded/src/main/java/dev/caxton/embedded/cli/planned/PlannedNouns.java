package dev.caxton.embedded.cli.planned;

import dev.caxton.embedded.cli.Noun;
import org.jspecify.annotations.Nullable;

/** Nouns of which nothing is built yet: they are understood, and say so. */
public final class PlannedNouns {

    private static final String WASM = """
        ?isolate <agent> | Put a WASM agent into quarantine.
          --immediate
          --preserve-state
        ?crash-dump <agent> | Print the state in which a WASM agent crashed.
        ?cleanup-resources <agent> | Free what a crashed WASM agent holds.
          --force
        ?version-history <agent> | List the versions of a WASM agent.
          --last-working
        ?rollback <agent> | Return to an earlier version.
          --to-version=<version>
        ?rebuild <agent> | Build a WASM agent again.
          --from-source
          --same-config
        ?auto-recover <agent> | Bring a crashed WASM agent back.
          --with-diagnostics
        ?security-validate <agent> | Check what a module may do.
          --full-check
        ?verify-limits <agent> | Check the limits of a WASM agent.
          --conservative
        ?start <agent> | Start a WASM agent.
          --monitored
          --resource-tracking
        """;
    private static final String STORAGE = """
        ?verify | Check the databases.
          --quick
          --deep
          --full
          --comprehensive
          --repair
          --sqlite-path=<file>
        ?repair | Repair the databases.
          --auto
          --emergency
          --in-place
          --dry-run
          --sqlite-path=<file>
        ?can-repair | Answer whether a repair would succeed.
        ?corruption-level | Print the damaged part in percent.
        ?diagnose | Say what is damaged.
          --corruption-level
        ?safe-mode | Enter or leave safe mode.
          --enable
          --disable
        ?analyze | Look at size, indexes and fragmentation.
          --show-indexes
          --show-fragmentation
        ?init-schema <file> | Create a database with its schema.
        """;
    private static final String BACKUP = """
        ?create | Write a backup archive.
          --embedded
          --output=<file>
          --compress
          --verify
          --type=<full|incremental>
          --destination=<place>
        ?verify [file] | Check an archive.
          --id=<id>
          --checksum
          --structure
        ?validate <file> | Check an archive in every detail.
          --comprehensive
        ?restore [file] | Restore from an archive.
          --backup=<file>
          --latest-backup
          --id=<id>
          --target=<directory>
          --memory-only
          --full-system
          --overwrite
          --config-only
          --data-only
          --verify
          --force
          --dry-run
        ?test-restore <file> | Restore an archive beside the live data and compare.
          --dry-run
        """;
    private static final String SYSTEM = """
        ?recovery-test | Rehearse a recovery.
          --staging-environment
        ?recovery-benchmark | Measure a recovery.
          --from-backup
          --staging
        """;
    private static final String PERFORMANCE = """
        ?measure | Measure the running server.
          --avg-response-time
        """;
    private static final String QUEUE = """
        ?stats | Count waiting messages.
        ?drain | Wait until no message waits.
          --timeout=<duration>
        """;
    private static final String MESSAGES = """
        ?send | Send a message to an agent or a capability.
          --to=<agent>
          --capability=<name>
          --performative=<act>
          --content=<text>
          --follow-conversation
        ?stats | Count messages.
        """;
    private static final String EMERGENCY = """
        ?stop | Stop everything at once.
          --all-agents
         %--cluster
          --preserve-state
          --dump-to=<directory>
        """;
    private static final String CIRCUIT_BREAKER = """
        ?activate | Stop calls to failing agents.
          --all
        ?reset | Allow calls again.
          --gradual
          --duration=<duration>
        """;
    private static final String DEBUG = """
        ?dump | Collect what a report needs.
          --embedded
          --output=<file>
        """;
    private static final String ANALYZE = """
        ?messages | Search messages for a pattern.
          --pattern=<regex>
          --last=<duration>
        """;
    private static final String CLUSTER = """
        %members | List the nodes.
        %status | Show how the cluster is.
        %performance | Compare figures with targets.
        %detect-partition | Look for a partition.
          --resolve-strategy=<strategy>
        %resolve-partition | End a partition.
          --prefer=<side>
        %compare-state | Compare the nodes' data.
        %watch | Follow the cluster.
        %verify | Check the nodes' data.
          --deep
          --node=<node>
        %ping <node> | Ask whether a node answers.
        %add-node <address> | Add a node.
        %remove | Remove a node.
          --node=<node>
          --force
        %rebalance | Spread agents anew.
          --strategy=<strategy>
        %shed-load | Refuse a part of the load.
          --percentage=<count>
        %isolate | Cut a node off.
          --node=<node>
        %rebuild | Fill a node from the others.
          --node=<node>
          --from-peers
        %rejoin | Let a node in again.
          --node=<node>
        %upgrade <step> | Replace the version node by node: start, status, rollback.
          --version=<version>
          --canary-duration=<duration>
        %start | Start every node.
          --verify
        %stop | Stop every node.
          --all
        %rolling-restart | Restart node by node.
          --reason=<text>
        """;

    private PlannedNouns() {}

    /** The noun of a name; null if there is none. */
    public static @Nullable Noun noun(String name) {
        return switch (name) {
            case "wasm" -> Noun.of(name, "WebAssembly agents.", WASM);
            case "storage" -> Noun.of(name, "The databases.", STORAGE);
            case "backup" -> Noun.of(name, "Backups.", BACKUP, "create");
            case "system" -> Noun.of(name, "The whole system.", SYSTEM);
            case "performance" -> Noun.of(name, "Figures.", PERFORMANCE);
            case "queue" -> Noun.of(name, "Waiting messages.", QUEUE);
            case "messages" -> Noun.of(name, "Messages between agents.", MESSAGES);
            case "emergency" -> Noun.of(name, "Emergencies.", EMERGENCY);
            case "circuit-breaker" -> Noun.of(name, "Protection from failing agents.", CIRCUIT_BREAKER);
            case "debug" -> Noun.of(name, "Material for a report.", DEBUG);
            case "analyze" -> Noun.of(name, "Searching what happened.", ANALYZE);
            case "cluster" -> Noun.of(name, "Several servers as one.", CLUSTER);
            default -> null;
        };
    }
}
