package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.event.AgentFailed;
import dev.caxton.api.ops.event.AgentReloaded;
import dev.caxton.api.ops.event.AgentRolledBack;
import dev.caxton.api.ops.event.AgentStarted;
import dev.caxton.api.ops.event.MessageDeadLettered;
import dev.caxton.api.ops.event.Occurrence;
import dev.caxton.api.ops.event.SafeModeEntered;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.config.EffectiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the engine is observed by a program's beans. */
class EngineEventsIT {

    private static final List<Occurrence> SEEN = new CopyOnWriteArrayList<>();
    private static final List<String> STARTED = new CopyOnWriteArrayList<>();
    private static final List<String> TOLD_ASYNC = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private EngineHouse house;

    @BeforeEach
    void furnish() {
        SEEN.clear();
        STARTED.clear();
        TOLD_ASYNC.clear();
        house = new EngineHouse(directory).withPorter("1.0.0", "", "embedded");
    }

    /** Watches. */
    @ApplicationScoped
    static class Watchman {
        @Inject
        Agents agents;

        void all(@Observes Occurrence occurrence) {
            SEEN.add(occurrence);
        }

        void started(@Observes AgentStarted started) {
            AgentDescription agent = agents.describe(AgentRef.of(started.agent())); // the engine can be used
            STARTED.add(agent.slug() + " " + started.version() + " " + started.origin());
        }

        void allAsync(@ObservesAsync Occurrence occurrence) {
            TOLD_ASYNC.add(occurrence.getClass().getSimpleName());
        }
    }

    /** Breaks at everything that it is told. */
    @ApplicationScoped
    static class Hothead {
        void all(@Observes Occurrence occurrence) {
            throw new IllegalStateException("I cannot bear " + occurrence);
        }

        void allAsync(@ObservesAsync Occurrence occurrence) {
            throw new AssertionError("nor this way");
        }
    }

    @Test
    void agentsThatStartWithTheEngineAreTold() {
        try (SeContainer container = house.container(house.config(), Watchman.class)) {
            container.select(Operations.class).get().version();

            EngineHouse.await(() -> !STARTED.isEmpty() && !TOLD_ASYNC.isEmpty());
            assertThat(STARTED).containsExactly("porter 1.0.0 start");
            assertThat(TOLD_ASYNC).containsExactly("AgentStarted");
        }
    }

    @Test
    void reloadsAndFailuresAreToldInOrderAndNothingThatDidNotHappen() {
        try (SeContainer container =
                house.container(house.config("runtime.enable_hot_reload", "false"), Watchman.class)) {
            Agents agents = container.select(Agents.class).get();
            assertThat(agents.list(AgentFilter.ALL)).hasSize(1);
            house.withPorter("1.1.0", "", "embedded").withAgent("broken.md", "---\nname: Broken\n---\n");

            agents.reload(ReloadRequest.ALL);

            EngineHouse.await(() -> SEEN.size() >= 3);
            assertThat(SEEN).hasSize(3).isSortedAccordingTo(java.util.Comparator.comparingLong(Occurrence::sequence));
            assertThat(SEEN.getFirst()).isInstanceOf(AgentStarted.class);
            assertThat(SEEN)
                    .filteredOn(AgentReloaded.class::isInstance)
                    .singleElement()
                    .satisfies(seen -> {
                        AgentReloaded reloaded = (AgentReloaded) seen;
                        assertThat(reloaded.agent()).isEqualTo("porter");
                        assertThat(reloaded.version()).isEqualTo("1.1.0");
                        assertThat(reloaded.previousVersion()).isEqualTo("1.0.0");
                        assertThat(reloaded.took()).isPositive();
                    });
            assertThat(SEEN)
                    .filteredOn(AgentFailed.class::isInstance)
                    .singleElement()
                    .satisfies(seen -> {
                        AgentFailed failed = (AgentFailed) seen;
                        assertThat(failed.agent()).isEqualTo("broken");
                        assertThat(failed.problems()).isNotEmpty();
                    });
        }
    }

    @Test
    void anEarlierVersionThatComesBackIsToldAfterTheReload() {
        try (SeContainer container =
                house.container(house.config("runtime.enable_hot_reload", "false"), Watchman.class)) {
            Agents agents = container.select(Agents.class).get();
            assertThat(agents.list(AgentFilter.ALL)).hasSize(1);
            house.withPorter("1.1.0", "", "embedded");
            agents.reload(ReloadRequest.ALL);
            house.withAgent("porter.md", "---\nname: Porter\n---\n"); // refused: 1.1.0 serves on
            agents.reload(ReloadRequest.ALL);
            house.withPorter("1.0.0", "", "embedded");
            agents.reload(ReloadRequest.ALL);
            house.withPorter("1.2.0", "", "embedded");
            agents.reload(ReloadRequest.ALL);

            EngineHouse.await(() -> SEEN.size() >= 5);
            assertThat(SEEN)
                    .extracting(seen -> seen.getClass().getSimpleName())
                    .containsExactly(
                            "AgentStarted", "AgentReloaded", "AgentReloaded", "AgentRolledBack", "AgentReloaded");
            assertThat(SEEN.get(3)).isInstanceOfSatisfying(AgentRolledBack.class, back -> {
                assertThat(back.agent()).isEqualTo("porter");
                assertThat(back.version()).isEqualTo("1.0.0");
                assertThat(back.previousVersion()).isEqualTo("1.1.0");
            });
        }
    }

    /** Stays in each answer until it is interrupted. */
    @ApplicationScoped
    static class Brooding implements ChatModelProvider, ChatModel {
        private static final Semaphore ASKED = new Semaphore(0);

        @Override
        public String name() {
            return "brooding";
        }

        @Override
        public ChatModel model(ChatModelChoice choice) {
            return this;
        }

        @Override
        public String modelName() {
            return "brooding-1";
        }

        @Override
        public ChatReply chat(ChatRequest request, Consumer<String> parts) {
            ASKED.release();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("interrupted");
        }
    }

    @Test
    void aMessageInWhichEveryAttemptWasInterruptedIsToldAsDead() throws Exception {
        house.withPorter("1.0.0", "", "brooding");
        EffectiveConfig config = house.config("messaging.max_attempts", "1", "server.shutdown_timeout", "100ms");
        MessageReceipt receipt;
        try (SeContainer container = house.container(config, Brooding.class)) {
            receipt = container.select(Messages.class).get().submit(AgentRef.of("porter"), AgentRequest.of("Well?"));
            Brooding.ASKED.acquire(); // the one attempt that it has
        }
        try (SeContainer container = house.container(config, Brooding.class, Watchman.class)) {
            Messages messages = container.select(Messages.class).get();

            assertThat(messages.receipt(receipt.messageId()).status()).isEqualTo(MessageStatus.DEAD);
            EngineHouse.await(() -> SEEN.stream().anyMatch(MessageDeadLettered.class::isInstance));
            assertThat(SEEN)
                    .filteredOn(MessageDeadLettered.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(MessageDeadLettered.class, dead -> {
                        assertThat(dead.messageId())
                                .isEqualTo(receipt.messageId().toString());
                        assertThat(dead.agent()).isEqualTo("porter");
                        assertThat(dead.reason())
                                .contains("messaging.max_attempts")
                                .doesNotContain("Well?");
                    });
        }
    }

    @Test
    void aDatabaseThatIsDamagedWhileItIsOpenIsToldAsSafeModeAtOnce() throws Exception {
        try (SeContainer container =
                house.container(house.config("monitoring.health_check_interval", "1h"), Watchman.class)) {
            Memory memory = container.select(Memory.class).get();
            String ada = memory.createEntity(person("Ada"), null).entityId();
            container.select(Operations.class).get().awaitReady(Duration.ofSeconds(120));
            damage(house.data().resolve("memory.db"), "change_log");

            assertThatThrownBy(() -> memory.createEntity(person("Grace"), null))
                    .isInstanceOfSatisfying(
                            CaxtonException.class,
                            refused -> assertThat(refused.type()).isEqualTo(ProblemType.DATA_CORRUPTED));

            EngineHouse.await(() -> SEEN.stream().anyMatch(SafeModeEntered.class::isInstance));
            assertThat(SEEN)
                    .filteredOn(SafeModeEntered.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SafeModeEntered.class,
                            entered -> assertThat(entered.reasons())
                                    .anyMatch(reason -> reason.startsWith("memory.db: safe mode: "))
                                    .filteredOn(reason -> reason.contains("embedding model"))
                                    .hasSize(1));
            assertThat(memory.entity(EntityQuery.of(ada)).entityName()).isEqualTo("Ada");
        }
    }

    private static NewEntity person(String name) {
        return new NewEntity(null, name, "person", List.of(), MemoryScope.WORKSPACE, Map.of());
    }

    /** Overwrites the first page of a table, of which nobody has a copy in memory. */
    private static void damage(Path file, String table) throws Exception {
        long page;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table stranger (x)"); // whereupon other connections forget the pages they know
            statement.execute("pragma wal_checkpoint(truncate)");
            try (ResultSet found =
                    statement.executeQuery("select rootpage from sqlite_schema where name = '" + table + "'")) {
                page = found.getLong(1);
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[4096];
            Arrays.fill(noise, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(noise), (page - 1) * 4096);
        }
    }

    @Test
    void anObserverThatThrowsHarmsNeitherTheEngineNorLaterEvents() {
        try (SeContainer container =
                house.container(house.config("runtime.enable_hot_reload", "false"), Hothead.class, Watchman.class)) {
            Agents agents = container.select(Agents.class).get();
            assertThat(agents.list(AgentFilter.ALL)).hasSize(1);
            for (int version = 1; version <= 3; version++) {
                house.withPorter("2.0." + version, "", "embedded");
                agents.reload(ReloadRequest.ALL);
            }

            EngineHouse.await(() -> TOLD_ASYNC.size() == 4);
            assertThat(agents.describe(AgentRef.of("porter")).version()).isEqualTo("2.0.3");
            assertThat(TOLD_ASYNC)
                    .containsExactlyInAnyOrder("AgentStarted", "AgentReloaded", "AgentReloaded", "AgentReloaded");
        }
    }
}
