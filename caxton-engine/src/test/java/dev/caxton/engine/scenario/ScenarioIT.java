package dev.caxton.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.agent.builtin.http.LocalWeb;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario of {@code agents/scenarios}, answered by the embedded provider with the real embedding model. */
class ScenarioIT {

    private static final Path AGENTS = Path.of("..", "agents");

    /** Every answer in full, for people to read. */
    private static final Path TRANSCRIPT = Path.of("target", "scenario-transcript.txt");

    /** The project's own measure: a suite smaller than this does not cover what the provider promises. */
    private static final int LEAST = 60;

    @TempDir
    private static Path directory;

    private static OnnxEmbeddingModel model;
    private static ScenarioAnswerer answerer;

    @BeforeAll
    static void load() throws IOException {
        Files.deleteIfExists(TRANSCRIPT);
        model = OnnxEmbeddingModel.start(Path.of("target", "embedding-runtime"), 10_000, Runnable::run);
        assertThat(model.state()).isEqualTo(ModelState.LOADED);
        answerer = new EmbeddedAnswerer(model, directory);
    }

    @AfterAll
    static void close() throws Exception {
        answerer.close();
        model.close();
    }

    static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(AGENTS.resolve("scenarios"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                scenarios.addAll(Scenario.read(file, Files.readString(file)));
            }
        }
        return scenarios;
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void answersAsExpected(Scenario scenario) throws Exception {
        try (LocalWeb web = serve(scenario);
                ScenarioAnswerer.Talk talk = answerer.open(
                        agentFile(scenario.agent()),
                        scenario.memory(),
                        new ScenarioAnswerer.Web(web, scenario.allowPrivateAddresses()))) {
            for (Scenario.Turn turn : scenario.turns()) {
                ScenarioAnswerer.Reply reply = talk.say(turn.say());
                String shown = "\n--- said: " + turn.say() + "\n--- answer (" + reply.performative() + ", tools "
                        + reply.tools() + "):\n" + reply.text() + "\n---";
                Files.writeString(
                        TRANSCRIPT, scenario + shown + "\n\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                assertThat(reply.performative()).as("performative %s", shown).isEqualTo(turn.performative());
                assertThat(reply.tools()).as("tools %s", shown).containsExactlyInAnyOrderElementsOf(turn.tools());
                for (String quote : turn.quotes()) {
                    assertThat(reply.text()).as("text %s", shown).contains(quote);
                }
                for (String unwanted : turn.avoids()) {
                    assertThat(reply.text()).as("text %s", shown).doesNotContain(unwanted);
                }
                for (String file : turn.files()) {
                    assertThat(talk.files()).as("files %s", shown).anyMatch(path -> path.matches(file));
                }
            }
        }
    }

    private static LocalWeb serve(Scenario scenario) throws IOException {
        LocalWeb web = new LocalWeb();
        scenario.web().forEach((path, page) -> {
            if (!page.location().isEmpty()) {
                web.redirect(path, page.status(), page.location());
            } else {
                web.serve(
                        path,
                        exchange -> LocalWeb.answer(
                                exchange,
                                page.status(),
                                page.type(),
                                page.body().getBytes(StandardCharsets.UTF_8)));
            }
        });
        return web;
    }

    /** A shipped agent, or one that exists for scenarios only. */
    private static AgentFile agentFile(String stem) throws IOException {
        Path shipped = AGENTS.resolve(stem + ".md");
        if (Files.exists(shipped)) {
            return new AgentFile(stem + ".md", AgentFileFormat.MARKDOWN, Files.readString(shipped));
        }
        try (InputStream in = ScenarioIT.class.getResourceAsStream("agents/" + stem + ".md")) {
            assertThat(in).as("agent %s", stem).isNotNull();
            return new AgentFile(
                    stem + ".md", AgentFileFormat.MARKDOWN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
