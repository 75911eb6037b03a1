package dev.caxton.engine.agent;

import static dev.caxton.engine.agent.AgentHouse.agent;
import static dev.caxton.engine.agent.AgentHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotReloadIT {

    @TempDir
    Path directory;

    private AgentHouse house;
    private AgentService service;

    @BeforeEach
    void build() throws IOException {
        house = new AgentHouse(directory, true);
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("other.md", agent("Other", "1.0.0"));
        service = house.start();
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    private String version(String ref) {
        return service.find(AgentRef.of(ref))
                .map(found -> found.definition().version())
                .orElse("none");
    }

    private AgentState state(String ref) {
        return service.describe(AgentRef.of(ref)).state();
    }

    @Test
    void noticesACreatedFile() {
        house.put("b.md", agent("Beta", "1.0.0"));

        await(() -> version("Beta"), "1.0.0");
    }

    @Test
    void noticesAChangedFile() throws IOException {
        Files.writeString(house.agents.resolve("a.md"), agent("Alpha", "1.1.0"));

        await(() -> version("a"), "1.1.0");
        assertThat(service.require(AgentRef.of("a")).sequence()).isEqualTo(2);
    }

    @Test
    void noticesAChangeThatKeepsTheSize() throws IOException {
        for (int i = 1; i < 10; i++) {
            Files.writeString(house.agents.resolve("a.md"), agent("Alpha", "1.0." + i));
            String expected = "1.0." + i;
            await(() -> version("a"), expected);
        }
    }

    @Test
    void noticesADeletedFile() {
        house.delete("a.md");

        await("stopped", () -> state("Alpha") == AgentState.STOPPED);
        assertThat(version("other")).isEqualTo("1.0.0");
    }

    @Test
    void noticesARenamedFileWithoutLosingTheAgent() throws IOException {
        AgentId id = service.require(AgentRef.of("a")).id();
        Files.move(house.agents.resolve("a.md"), house.agents.resolve("b.md"), StandardCopyOption.ATOMIC_MOVE);

        await(() -> version("b"), "1.0.0");
        assertThat(service.require(AgentRef.of("Alpha")).id()).isEqualTo(id);
        assertThat(house.events).doesNotContain("agent_stopped a");
    }

    @Test
    void survivesAnEditorThatDeletesBeforeItWrites() {
        house.time = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        house.delete("a.md");
        house.put("other.md", "half a fi");
        house.put("b.md", agent("Beta", "1.0.0"));
        await(() -> version("Beta"), "1.0.0");

        assertThat(version("a")).isEqualTo("1.0.0");
        assertThat(service.describe(AgentRef.of("other")).problems()).isEmpty();
        house.put("a.md", agent("Alpha", "2.0.0"));
        house.put("other.md", agent("Other", "2.0.0"));

        await(() -> version("a") + version("other"), "2.0.02.0.0");
        assertThat(house.events).doesNotContain("agent_stopped a", "reload_refused other");
    }

    @Test
    void readsAFileThatIsWrittenInPiecesOnceItIsWhole() throws IOException {
        byte[] content = agent("Alpha", "3.0.0").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(house.agents.resolve("a.md"))) {
            for (byte piece : content) {
                out.write(piece);
                out.flush();
                assertThat(version("a")).isIn("1.0.0", "3.0.0");
            }
        }

        await(() -> version("a"), "3.0.0");
        assertThat(service.describe(AgentRef.of("a")).problems()).isEmpty();
    }

    @Test
    void reportsABrokenFileAndTakesTheCorrectedOne() {
        house.put("a.md", "---\nname: [\n---\n");
        await("a problem", () -> !service.describe(AgentRef.of("a")).problems().isEmpty());
        assertThat(version("a")).isEqualTo("1.0.0");
        await("told", () -> house.events.contains("reload_refused a"));

        house.put("a.md", agent("Alpha", "1.2.0"));

        await(() -> version("a"), "1.2.0");
        assertThat(service.describe(AgentRef.of("a")).problems()).isEmpty();
        assertThat(house.failed).hasValue(1);
    }

    @Test
    void takesANameThatBecameFree() {
        house.put("b.md", agent("Alpha", "9.0.0"));
        await("refused", () -> service.list(AgentFilter.ALL).size() == 3);
        AgentId id = service.require(AgentRef.of("a")).id();

        house.delete("a.md");

        await(() -> version("Alpha"), "9.0.0");
        assertThat(service.require(AgentRef.of("b")).id()).isEqualTo(id);
    }

    @Test
    void followsADirectoryThatIsReplaced() throws IOException {
        Path replacement = Files.createDirectory(directory.resolve("next"));
        Files.writeString(replacement.resolve("a.md"), agent("Alpha", "4.0.0"));
        Files.writeString(replacement.resolve("other.md"), agent("Other", "1.0.0"));
        Files.move(house.agents, directory.resolve("previous"));
        Files.move(replacement, house.agents);

        await(() -> version("a"), "4.0.0");
        Files.writeString(house.agents.resolve("a.md"), agent("Alpha", "4.1.0"));
        await(() -> version("a"), "4.1.0");
    }

    @Test
    void servesOnWhileTheDirectoryIsGone() throws IOException {
        Files.move(house.agents, directory.resolve("away"));
        AtomicLong looks = new AtomicLong(System.nanoTime());
        await("time passes", () -> System.nanoTime() - looks.get() > 700_000_000L);

        assertThat(version("a")).isEqualTo("1.0.0");
        Files.move(directory.resolve("away"), house.agents);
        Files.writeString(house.agents.resolve("a.md"), agent("Alpha", "5.0.0"));
        await(() -> version("a"), "5.0.0");
        assertThat(house.events).doesNotContain("agent_stopped a");
    }

    @Test
    void followsTheLinksOfAConfigMap() throws IOException {
        Path first = Files.createDirectory(house.agents.resolve("..2025_01_15"));
        Files.writeString(first.resolve("mapped.md"), agent("Mapped", "1.0.0"));
        Files.createSymbolicLink(house.agents.resolve("..data"), Path.of("..2025_01_15"));
        Files.createSymbolicLink(house.agents.resolve("mapped.md"), Path.of("..data/mapped.md"));
        await(() -> version("mapped"), "1.0.0");

        Path second = Files.createDirectory(house.agents.resolve("..2025_01_16"));
        Files.writeString(second.resolve("mapped.md"), agent("Mapped", "2.0.0"));
        Files.createSymbolicLink(house.agents.resolve("..data_tmp"), Path.of("..2025_01_16"));
        Files.move(
                house.agents.resolve("..data_tmp"),
                house.agents.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);

        await(() -> version("mapped"), "2.0.0");
    }

    @Test
    void deploymentsAndRemovalsDoNotFightTheWatcher() {
        for (int i = 0; i < 10; i++) {
            service.deploy(new AgentFile("d.md", AgentFileFormat.MARKDOWN, agent("Deployed", "1.0." + i)));
            assertThat(version("Deployed")).isEqualTo("1.0." + i);
            service.remove(AgentRef.of("d"));
            assertThat(version("Deployed")).isEqualTo("none");
        }
    }

    @Test
    void readersNeverMissAnAgentInAStormOfReloads() throws InterruptedException {
        AtomicBoolean running = new AtomicBoolean(true);
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicLong reads = new AtomicLong();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                long highest = 0;
                while (running.get()) {
                    ServingAgent found = service.find(AgentRef.of("Alpha")).orElse(null);
                    if (found == null || found.sequence() < highest) {
                        failures.add(found == null ? "missing" : found.sequence() + " after " + highest);
                    } else {
                        highest = found.sequence();
                    }
                    if (service.all().size() != 2) {
                        failures.add("agents: " + service.all());
                    }
                    reads.incrementAndGet();
                    LockSupport.parkNanos(20_000);
                }
            }));
        }
        for (int i = 1; i <= 200; i++) {
            if (i % 10 == 0) {
                house.put("a.md", "---\nbroken: [\n---\n");
            }
            house.put("a.md", agent("Alpha", "1.0." + i));
            String expected = "1.0." + i;
            await(() -> version("a"), expected);
        }
        running.set(false);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(failures).isEmpty();
        assertThat(reads.get()).isGreaterThan(200);
        assertThat(service.require(AgentRef.of("a")).sequence()).isEqualTo(201);
        assertThat(service.describe(AgentRef.of("a")).problems()).isEmpty();
    }
}
