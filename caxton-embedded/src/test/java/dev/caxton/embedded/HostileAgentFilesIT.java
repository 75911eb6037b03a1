package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that mean no good, dropped into the watched directory of a server that goes on answering. */
class HostileAgentFilesIT {

    private static final Pattern NAME = Pattern.compile("^(.*?\\.(md|toml))");
    private static final int MANY = Integer.getInteger("caxton.hostile.files", 990);

    /** Second line of a file's name; must not become a line of the log. */
    private static final String FORGED = "2000-01-01T00:00:00.000Z INFO  forged";

    @TempDir
    static Path directory;

    private static ModelPeer model;
    private static ServerUnderTest server;
    private static Rest rest;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() throws Exception {
        model = new ModelPeer();
        Path agents = Files.createDirectories(directory.resolve("agents"));
        Files.writeString(agents.resolve("clerk.md"), definition("Clerk"));
        server = ServerUnderTest.start(directory, model.options());
        rest = new Rest(server.url());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        model.close();
    }

    @AfterEach
    void logsNoFailureOfItsOwn() throws IOException {
        threads.shutdownNow();
        assertThat(server.log()).doesNotContain("ERROR").doesNotContain("\tat ").doesNotContain("root:x:0");
    }

    @Test
    void reportsEveryHostileFileAndServesOn() throws Exception {
        AtomicBoolean dropped = new AtomicBoolean();
        CompletableFuture<Integer> conversation = CompletableFuture.supplyAsync(() -> askUntil(dropped), threads);
        Map<String, String> expected = drop(server.agents());
        dropped.set(true);

        ModelPeer.await(() -> loggedNames().containsAll(expected.keySet()), "a log line for each file");
        Map<String, String> reported = reports();
        expected.forEach((name, reason) ->
                assertThat(reported.get(name)).as(name).isNotNull().containsIgnoringCase(reason));
        assertThat(reported.get("clerk.md")).isEmpty();
        assertThat(conversation.get(180, TimeUnit.SECONDS)).isPositive();
        assertThat(Rest.json(rest.get("agents?status=running"))).hasSize(1);
        JsonNode reload = Rest.json(rest.post("agents/reload", "{}"));
        assertThat(reload.path("outcomes")).hasSizeGreaterThan(expected.size());
        assertThat(rest.get("health").statusCode()).isEqualTo(200);
        assertThat(reported.keySet()).anyMatch(name -> name.contains("forged"));
        assertThat(server.log().lines()).noneMatch(line -> line.startsWith(FORGED));
        assertThat(directory.resolve("outside.md")).doesNotExist();
    }

    @Test
    void loadsManyFilesAtOnceAndLetsThemGo() throws Exception {
        AtomicBoolean loaded = new AtomicBoolean();
        CompletableFuture<Integer> conversation = CompletableFuture.supplyAsync(() -> askUntil(loaded), threads);
        Path staged = Files.createDirectories(directory.resolve("staged"));
        for (int i = 0; i < MANY; i++) {
            Files.writeString(staged.resolve("worker-" + i + ".md"), definition("worker-" + i));
        }
        for (int i = 0; i < MANY; i++) {
            Files.move(staged.resolve("worker-" + i + ".md"), server.agents().resolve("worker-" + i + ".md"));
        }

        ModelPeer.await(() -> workers() == MANY, MANY + " agents");
        assertThat(rest.post("agents/worker-7/message", "{\"message\":\"hello\"}")
                        .body())
                .contains("I am worker-7.");
        for (int i = 0; i < MANY; i++) {
            Files.delete(server.agents().resolve("worker-" + i + ".md"));
        }
        ModelPeer.await(() -> workers() == 0, "the agents' end");
        loaded.set(true);
        assertThat(conversation.get(180, TimeUnit.SECONDS)).isPositive();
    }

    /** Writes one file of each kind; returns what its report must say, by name. */
    private static Map<String, String> drop(Path agents) throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        StringBuilder bomb = new StringBuilder("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ",").repeat(9) + alias));
        }
        expected.put("bomb.md", "alias");
        Files.writeString(agents.resolve("bomb.md"), bomb + "name: Bomb\n---\n");
        expected.put("deep.md", "deep");
        Files.writeString(
                agents.resolve("deep.md"), "---\nname: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n---\n");
        expected.put("deep.toml", "deep");
        Files.writeString(agents.resolve("deep.toml"), "name = " + "[".repeat(10_000) + "]".repeat(10_000) + "\n");
        expected.put("tag.md", "tag");
        Files.writeString(agents.resolve("tag.md"), "---\nname: !!javax.script.ScriptEngineManager [x]\n---\n");
        expected.put("nul.md", "NUL");
        Files.writeString(agents.resolve("nul.md"), definition("Nul").replace("answer", "ans\0wer"));
        expected.put("zeros.md", "NUL");
        Files.write(agents.resolve("zeros.md"), new byte[4096]);
        expected.put("utf16.md", "UTF-16");
        Files.write(agents.resolve("utf16.md"), definition("Wide").getBytes(StandardCharsets.UTF_16));
        expected.put("latin1.md", "not UTF-8");
        Files.write(agents.resolve("latin1.md"), definition("Caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        expected.put("large.md", "1 MiB");
        // At a stroke, since the beginning of it is an agent.
        Path large = Files.writeString(directory.resolve("large"), definition("Large") + "x".repeat(2 * 1024 * 1024));
        Files.move(large, agents.resolve("large.md"));
        expected.put("passwd.md", "link that leaves");
        Files.createSymbolicLink(agents.resolve("passwd.md"), Path.of("/etc/passwd"));
        expected.put("nowhere.md", "link to something that does not exist");
        Files.createSymbolicLink(agents.resolve("nowhere.md"), Path.of("nowhere"));
        expected.put("loop.md", "cannot be read");
        Files.createSymbolicLink(agents.resolve("loop.md"), Path.of("loop.md"));
        expected.put("directory.md", "a directory");
        Files.createDirectory(agents.resolve("directory.md"));
        if (new ProcessBuilder("mkfifo", agents.resolve("pipe.md").toString())
                        .start()
                        .waitFor()
                == 0) {
            expected.put("pipe.md", "pipe");
        }
        expected.put("traversal.md", "name");
        Files.writeString(agents.resolve("traversal.md"), definition("../../outside"));
        Files.writeString(agents.resolve("..sly.md"), definition("Sly")); // hidden: no agent at all
        Files.writeString(agents.resolve("two\n" + FORGED + ".md"), definition("Forger"));
        expected.put("a\\..\\b.md", "name");
        Files.writeString(agents.resolve("a\\..\\b.md"), definition("Backslash"));
        String longName = "n".repeat(100) + ".md";
        expected.put(longName, "name");
        Files.writeString(agents.resolve(longName), definition("Long"));
        expected.put("plain.md", "frontmatter");
        Files.writeString(agents.resolve("plain.md"), "No frontmatter.\n");
        expected.put("empty.md", "frontmatter");
        Files.createFile(agents.resolve("empty.md"));
        expected.put("twin.md", "Clerk");
        Files.writeString(agents.resolve("twin.md"), definition("Clerk"));
        return expected;
    }

    private static String definition(String name) {
        return """
            ---
            name: "%s"
            version: "1.0.0"
            capabilities: [answering]
            tools: []
            system_prompt: I am %s.
            ---
            I answer.
            """.formatted(name, name);
    }

    /** Talks to the good agent until told to stop; returns the number of answers. */
    private static int askUntil(AtomicBoolean done) {
        int answers = 0;
        do {
            String answer = rest.post("agents/clerk/message", "{\"message\":\"question " + answers + "\"}")
                    .body();
            assertThat(answer).contains("I am Clerk. | question " + answers);
            answers++;
        } while (!done.get());
        return answers;
    }

    private static int workers() {
        int count = 0;
        for (JsonNode agent : Rest.json(rest.get("agents?status=running"))) {
            count += agent.path("slug").asText().startsWith("worker-") ? 1 : 0;
        }
        return count;
    }

    /** Errors by file name, of the validation of all files. */
    private static Map<String, String> reports() {
        Map<String, String> reports = new HashMap<>();
        for (JsonNode report : Rest.json(rest.get("agents/validations"))) {
            String file = report.path("file").asText();
            StringBuilder errors = new StringBuilder();
            report.path("errors")
                    .forEach(error -> errors.append(error.path("message").asText())
                            .append(' ')
                            .append(error.path("hint").asText())
                            .append('\n'));
            reports.put(file.substring(file.indexOf('/') + 1), errors.toString());
        }
        return reports;
    }

    /** Names of files that a line of the log blames. */
    private static Set<String> loggedNames() {
        try {
            Set<String> names = new HashSet<>();
            server.log()
                    .lines()
                    .filter(line -> line.contains("WARN") && line.contains("agents/"))
                    .forEach(line -> {
                        String blamed = line.substring(line.indexOf("agents/") + "agents/".length());
                        Matcher name = NAME.matcher(blamed);
                        if (name.find()) {
                            names.add(name.group(1));
                        }
                    });
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
