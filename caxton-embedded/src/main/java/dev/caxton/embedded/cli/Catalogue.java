package dev.caxton.embedded.cli;

import dev.caxton.embedded.cli.agents.AgentVerbs;
import dev.caxton.embedded.cli.config.ConfigVerbs;
import dev.caxton.embedded.cli.conversations.ConversationVerbs;
import dev.caxton.embedded.cli.memory.MemoryVerbs;
import dev.caxton.embedded.cli.planned.PlannedNouns;
import dev.caxton.embedded.cli.root.RootVerbs;
import dev.caxton.embedded.cli.security.AuditVerbs;
import dev.caxton.embedded.cli.security.KeyVerbs;
import dev.caxton.embedded.cli.security.SecurityVerbs;
import dev.caxton.embedded.cli.server.ServerVerbs;
import dev.caxton.embedded.cli.tools.ToolVerbs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every command, documented or not yet built. A noun's part is read when it is named; help and completion read all of
 * it.
 */
public final class Catalogue {

    /** First words that build something, in the order of help. */
    private static final List<String> NOUNS = List.of(
            "agents",
            "memory",
            "conversations",
            "tools",
            "keys",
            "audit",
            "config",
            "server",
            "service",
            "wasm",
            "storage",
            "backup",
            "system",
            "performance",
            "queue",
            "messages",
            "security",
            "emergency",
            "circuit-breaker",
            "debug",
            "analyze",
            "cluster");

    private static final Map<String, String> OTHER_SPELLINGS = Map.of(
            "agent", "agents",
            "conversation", "conversations",
            "tool", "tools",
            "key", "keys",
            "message", "messages");

    /** Makes a catalogue that has read nothing yet. */
    Catalogue() {
        // Each noun is read when it is asked for.
    }

    /** What the short forms of the documents stand for. */
    public static Map<String, String> shortcuts() {
        Map<String, String> shortcuts = new LinkedHashMap<>();
        shortcuts.put("start", "server start");
        shortcuts.put("serve", "server start");
        shortcuts.put("deploy", "agents deploy");
        shortcuts.put("reload", "agents reload");
        shortcuts.put("restore", "backup restore");
        shortcuts.put("storage restore", "backup restore");
        shortcuts.put("server stop", "shutdown");
        return shortcuts;
    }

    /** The words with a short form at their beginning written out; options may stand before it. */
    public List<String> withoutShortcuts(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            boolean valueFollows =
                    words.get(at).matches("--(url|config|data-dir|key-file|format|ca-file|client-cert|client-key)|-o");
            at += valueFollows ? 2 : 1;
        }
        if (at >= words.size()) {
            return words;
        }
        String one = words.get(at);
        String two = at + 1 < words.size() ? one + " " + words.get(at + 1) : one;
        String full = shortcuts().get(two);
        int taken = full == null ? 1 : two.equals(one) ? 1 : 2;
        full = full == null ? shortcuts().get(one) : full;
        if (full == null) {
            return words;
        }
        List<String> written = new ArrayList<>(words.subList(0, at));
        written.addAll(List.of(full.split(" ")));
        written.addAll(words.subList(at + taken, words.size()));
        return written;
    }

    /** The commands of one word. */
    public Noun root() {
        return RootVerbs.noun();
    }

    public Command root(String name) {
        Command command = root().command(name);
        if (command == null) {
            throw new IllegalArgumentException("no command " + name);
        }
        return command;
    }

    /** The noun of a word; null if there is none. */
    public @Nullable Noun noun(String word) {
        String name = OTHER_SPELLINGS.getOrDefault(word, word);
        return switch (name) {
            case "agents" -> AgentVerbs.noun();
            case "memory" -> MemoryVerbs.noun();
            case "conversations" -> ConversationVerbs.noun();
            case "tools" -> ToolVerbs.noun();
            case "keys" -> KeyVerbs.noun();
            case "audit" -> AuditVerbs.noun();
            case "config" -> ConfigVerbs.noun();
            case "server" -> ServerVerbs.server();
            case "service" -> ServerVerbs.service();
            case "security" -> SecurityVerbs.noun();
            default -> PlannedNouns.noun(name);
        };
    }

    /** Every noun. */
    public List<Noun> nouns() {
        List<Noun> nouns = new ArrayList<>();
        for (String name : NOUNS) {
            Noun noun = noun(name);
            if (noun != null) {
                nouns.add(noun);
            }
        }
        return nouns;
    }

    /** Every word that a command line may begin with. */
    List<String> firstWords() {
        List<String> words = new ArrayList<>();
        root().commands().forEach(command -> words.addAll(command.names()));
        words.addAll(NOUNS);
        words.addAll(OTHER_SPELLINGS.keySet());
        shortcuts().keySet().stream().filter(word -> !word.contains(" ")).forEach(words::add);
        return words;
    }

    /** What a command does. */
    Verb verb(Command command) {
        String name = command.name();
        return switch (command.noun()) {
            case "" -> RootVerbs.verb(name);
            case "agents" -> AgentVerbs.verb(name);
            case "memory" -> MemoryVerbs.verb(name);
            case "conversations" -> ConversationVerbs.verb(name);
            case "tools" -> ToolVerbs.verb(name);
            case "keys" -> KeyVerbs.verb(name);
            case "audit" -> AuditVerbs.verb(name);
            case "config" -> ConfigVerbs.verb(name);
            case "security" -> SecurityVerbs.verb(name);
            case "server", "service" -> ServerVerbs.verb(command.noun(), name);
            default -> throw new IllegalArgumentException("no verb for " + command.words());
        };
    }
}
