package dev.caxton.embedded.cli.memory;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code memory}. */
public final class MemoryVerbs {

    private static final String CATALOGUE = """
        status | Show how the memory is.
          --detailed               add limits and targets
        stats | Compare the memory's figures with their targets.
          --detailed               print the figures as sentences
          --agent=<agent>          only what this agent remembers
          --scope=<agent|workspace|global>   only this scope
          --include-trends         add the last 24 hours
         ?--live
        model-status | Show how the embedding model is.
        search <text>... | Search memories by meaning and by words.
          --agent=<agent>          what this agent may see; without it the wider scopes only
          --limit=<count>          most results, 10 unless said otherwise
          --mode=<hybrid|semantic|keyword>   how to search; hybrid unless said otherwise
          --scope=<agent|workspace|global>   only this scope
          --type=<type>            only entities of this type; may be given more than once
          --author=<agent>         only what this agent stored; may be given more than once
          --valid-at=<time>        what is true at that time instead of now
          --all-times              whenever it is true
          --as-of=<time>           what was believed at that time
          --expand=<count>         add neighbours along strong relations, 1 or 2 steps away
        history <entity> | Show everything that was ever believed of an entity.
          --agent=<agent>          the agent that asks
        forget <id> | Forget an entity or an observation for good, with its history.
          --agent=<agent>          the agent that asks
        graph <entity> | Show what lies around an entity.
          --agent=<agent>          as this agent sees it
          --scope=<agent|workspace|global>   only this scope
          --depth=<count>          most steps from the entity, 1 to 10 (3)
          --type=<relation>        only relations of this type; may be given again
          --direction=<outgoing|incoming|both>   which way relations are followed
          --min-strength=<number>  only relations at least this strong, 0 to 1
          --valid-at=<time>        as relations were valid then
          --strategy=<breadth_first|depth_first>   in which order
          --limit=<count>          most entities, 1 to 10,000 (1,000)
          --observations           with what is known of each entity, in JSON
          --summary                only counts, strongest relations and hubs
          --format=<table|json|dot|mermaid|svg>   table, data or a picture
          --output=<file>          write there; the name may say the format
        path <from> <to> | Show how two entities are connected.
          --agent=<agent>          as this agent sees it
          --scope=<agent|workspace|global>   only this scope
          --max-length=<count>     most relations, 1 to 100 (10)
          --type=<relation>        only relations of this type; may be given again
          --direction=<outgoing|incoming|both>   which way relations are followed
          --min-strength=<number>  only relations at least this strong, 0 to 1
          --valid-at=<time>        as relations were valid then
        config | Show how the memory is kept, or change it.
          --set=<name=value>       keep this from now on, against the configuration file; may be given again
        usage | Show what the memory uses.
          --percentage             print the share of the entity limit only
          --detailed               the same, by component
        capacity-check | Compare the number of entities with the limit.
          --percentage             print the share of the entity limit only
          --warn-percentage=<count>   warn from this share on, 80 by default
        limits-check | Compare counts with limits.
        monitor | Follow slow queries.
          --show-slow-queries      only those of 100 ms and more
          --threshold=<duration>   only those that took this long
          --duration=<duration>    end after this time
        diagnose | Say what is slow or wrong.
          --show-slow-queries      list the slowest of the recent ones
        emergency-diagnosis | Say what is wrong, in a hurry.
        profile | Measure queries for a time.
          --duration=<duration>    how long to watch, 60s by default
          --include-queries        list the slowest
        model-stats | Show the figures of the embedding model.
        optimize | Compact and rebuild.
          --vacuum-sqlite          write the file anew without gaps
          --vacuum                 the same
          --rebuild-index          build the indexes anew
          --reindex                the same
          --analyze                count values anew for the query planner
          --clear-cache            empty the embedding cache
          --recompute-embeddings   make every vector anew, in the background
          --incremental            what is due, in small steps; the default
          --max-duration=<duration>   begin no step after this time
        reindex | Rebuild the vector index.
          --full                   every index; the default
          --optimize               count values anew for the query planner
          --background             searches go on meanwhile; always so
          --verify-after           check consistency afterwards
        lint | List what looks like junk.
          --limit=<count>          findings of each rule, 20 by default
        cleanup | Delete what nobody needs.
          --remove-orphaned        rows without an owner; the default
          --older-than=<duration>  only what was last changed before
          --vacuum-after           write the file anew without gaps
          --aggressive             also ended versions and empty entities
          --force                  accepted; nothing is asked
          --dry-run                count only
        cache-clear | Empty the embedding cache.
          --all                    every cache; the default
          --rebuild                build the indexes anew
        gc | Free memory.
          --aggressive             empty caches and write the file anew
        health-check | Answer whether the memory is well.
          --comprehensive          check every row and index too
        integrity-check | Answer whether the database is whole.
          --quick                  SQLite's quick check
          --full                   every index and every row's checksum; the default
          --detailed               the same
          --repair-minor           remove rows without an owner, build indexes anew
        consistency-check | Answer whether data and indexes agree.
          --full                   the file and every row too
          --repair-minor           remove rows without an owner, build indexes anew
        ?recovery-check | Answer whether a recovery is needed.
          --auto-repair
        ?recovery-test | Answer whether a recovery succeeds.
          --auto-repair
        verify-agent <agent> | Answer whether an agent's memory is whole.
        clear-agent-scope <agent> | Delete what an agent remembers.
        export | Write memories to a file.
          --agent=<agent>          what this agent sees; without it everything
          --scope=<agent|workspace|global>   only this scope
          --format=<json|jsonl|migration|server-memory>   one document, a line a record, with vectors, or MCP's
          --target=<qdrant|neo4j>  where a migration goes
          --include-embeddings     with vectors
          --no-history             only what is believed now
          --output=<file>          write there; else to standard output
        ?export-partial | Print what can be read of a damaged database.
          --corrupted-db
          --format=<json>
        import <file>... | Read memories from files.
          --agent=<agent>          whose memory it becomes
          --scope=<agent|workspace|global>   where it goes; else where each record says, or workspace
          --merge=<update_existing|skip_existing|error_on_conflict>   what becomes of entities that are there
          --validate               check each file as a whole before anything of it is written
          --skip-corrupted         leave out bad records and go on
          --dry-run                check only
          --import-id=<id>         continue the import of this id
        ?analyze-loss [file]... | Say what an export misses.
          --export-file=<file>
        ?reinitialize | Begin with an empty database.
          --confirm-data-loss
          --preserve-schema
        ?restore-context <agent> | Restore what an agent remembered.
          --from-backup=<backup>
        ?rebuild-context <agent> | Rebuild an agent's memory.
          --from-conversations
        $migrate | Move memories to another backend.
          --to=<qdrant|neo4j>
          --config=<file>
        $emergency-migrate | Move memories to another backend, in a hurry.
          --to=<qdrant|neo4j>
          --minimal-downtime
        $migration-check | Say what a migration needs.
          --target=<qdrant|neo4j>
        $test-connection | Answer whether a backend can be reached.
          --backend=<qdrant|neo4j>
          --config=<file>
        ?create-test-corruption | Damage a copy for a drill.
          --simulated
        ?recovery-benchmark | Measure recoveries.
          --corruption-level=<minor|medium|major>
        """;

    private MemoryVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("memory", "What agents remember.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "status" -> new MemoryStatusVerb();
            case "graph" -> new MemoryGraphVerb();
            case "path" -> new MemoryPathVerb();
            case "export" -> new MemoryExportVerb();
            case "import" -> new MemoryImportVerb();
            case "stats" -> new MemoryStatsVerb();
            case "search" -> new MemorySearchVerb();
            case "history" -> new MemoryHistoryVerb();
            case "forget" -> new MemoryForgetVerb();
            case "model-status" -> new ModelStatusVerb();
            case "config" -> new MemoryConfigVerb();
            case "usage" -> new UsageVerb();
            case "capacity-check", "limits-check" -> new CapacityVerb();
            case "monitor" -> new MonitorVerb();
            case "diagnose", "emergency-diagnosis" -> new DiagnoseVerb();
            case "profile" -> new ProfileVerb();
            case "model-stats" -> new ModelStatsVerb();
            case "optimize", "reindex", "gc" -> new OptimizeVerb(name);
            case "lint" -> new LintVerb();
            case "cleanup" -> new CleanupVerb();
            case "cache-clear" -> new CacheClearVerb();
            case "health-check", "integrity-check", "consistency-check", "verify-agent" -> new CheckVerb(name);
            case "clear-agent-scope" -> new ClearAgentScopeVerb();
            default -> throw new IllegalArgumentException("no verb memory " + name);
        };
    }
}
