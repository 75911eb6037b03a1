package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.tool.Tools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a CDI library in plain Weld SE: a program's own beans have it injected. */
class EngineCdiIT {

    @TempDir
    Path directory;

    private EngineHouse house;

    @BeforeEach
    void furnish() {
        house = new EngineHouse(directory).withPorter("1.0.0", "", "embedded");
    }

    /** A bean of somebody's program. */
    @Dependent
    static class FrontDesk {
        @Inject
        Caxton caxton;

        @Inject
        Agents agents;

        @Inject
        Messages messages;

        @Inject
        Memory memory;

        @Inject
        Tools tools;

        @Inject
        Operations operations;
    }

    @Test
    void isInjectedWholeAndByAreaAndClosesWithItsContainer() {
        try (SeContainer container = house.container(house.config(), FrontDesk.class)) {
            FrontDesk desk = container.select(FrontDesk.class).get();

            assertThat(desk.agents.describe(AgentRef.of("Porter")).slug()).isEqualTo("porter");
            assertThat(desk.messages
                            .ask(AgentRef.of("porter"), AgentRequest.of("Where is luggage kept?"))
                            .reply()
                            .performative())
                    .isIn(Performative.INFORM, Performative.NOT_UNDERSTOOD);
            assertThat(desk.memory.status().entities()).isZero();
            assertThat(desk.tools.list()).isNotEmpty();
            assertThat(desk.operations.health().agents()).isEqualTo(1);
            assertThat(desk.caxton.ops().version().version())
                    .isEqualTo(desk.operations.version().version());
        }

        try (EngineCaxton again = EngineCaxton.open(house.config())) {
            assertThat(again.agents().describe(AgentRef.of("porter")).version()).isEqualTo("1.0.0");
        }
    }

    @Test
    void opensWhenItIsFirstUsedAndNotWhenItIsInjected() {
        try (SeContainer container = house.container(house.config(), FrontDesk.class)) {
            FrontDesk desk = container.select(FrontDesk.class).get();
            assertThat(house.data()).doesNotExist();

            desk.operations.version();

            assertThat(house.data()).isNotEmptyDirectory();
        }
    }

    @Test
    void opensWithTheApplicationIfConfiguredSo() {
        try (SeContainer container = house.container(house.config("runtime.eager_start", "true"), FrontDesk.class)) {
            assertThat(container.isRunning()).isTrue();
            assertThat(house.data()).isNotEmptyDirectory();
        }
    }

    @Test
    void failsTheStartOfAnApplicationThatOpensItEagerlyAndCannot() throws Exception {
        Files.writeString(directory.resolve("data"), "a file where a directory is expected");

        assertThatThrownBy(() -> house.container(house.config("runtime.eager_start", "true"), FrontDesk.class))
                .isInstanceOf(CaxtonException.class)
                .hasMessageContaining("data");
    }

    @Test
    void saysWhoHasTheDataDirectoryAndOpensOnceItIsFree() {
        try (SeContainer container = house.container(house.config(), FrontDesk.class)) {
            FrontDesk desk = container.select(FrontDesk.class).get();
            try (SeContainer first = house.container(house.config(), FrontDesk.class)) {
                first.select(Operations.class).get().version();

                CaxtonException refusal = catchThrowableOfType(CaxtonException.class, () -> desk.operations.version());

                assertThat(refusal.type()).isEqualTo(ProblemType.DATA_DIRECTORY_IN_USE);
                assertThat(refusal).hasMessageContaining(house.data().toString());
            }

            assertThat(desk.operations.health().agents()).isEqualTo(1);
        }
    }

    @Test
    void opensAgainInTheNextContainer() {
        for (int round = 1; round <= 3; round++) {
            try (SeContainer container = house.container(house.config(), FrontDesk.class)) {
                assertThat(container.select(Agents.class).get().list(AgentFilter.ALL))
                        .hasSize(1);
            }
        }
    }

    /** Uses the engine, perhaps for the first time, when the container goes down. */
    @ApplicationScoped
    static class LateSleeper {

        static final AtomicReference<Object> SEEN = new AtomicReference<>();

        @Inject
        Operations operations;

        void wakeUp() {
            // made by this call
        }

        @PreDestroy
        void leave() {
            try {
                SEEN.set(operations.version());
            } catch (RuntimeException e) {
                SEEN.set(e);
            }
        }
    }

    @Test
    void isNotOpenedAnyMoreWhileTheContainerGoesDown() {
        LateSleeper.SEEN.set(null);
        try (SeContainer container = house.container(house.config(), LateSleeper.class)) {
            container.select(LateSleeper.class).get().wakeUp();
        }

        assertThat(LateSleeper.SEEN.get())
                .isInstanceOfSatisfying(
                        CaxtonException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.DRAINING));
        assertThat(house.data()).doesNotExist();
    }

    /** Cannot wait until it is called. */
    @ApplicationScoped
    static class HastyTools implements ToolProvider {
        @Inject
        Agents agents;

        @Override
        public Collection<Tool> tools() {
            agents.list(AgentFilter.ALL);
            return List.of();
        }
    }

    @Test
    void refusesAProviderThatUsesTheEngineWhileItIsOpened() {
        try (SeContainer container = house.container(house.config(), HastyTools.class)) {
            Operations operations = container.select(Operations.class).get();

            assertThatThrownBy(operations::version)
                    .isInstanceOf(CaxtonException.class)
                    .hasMessageContaining("HastyTools")
                    .hasMessageContaining("uses the engine while the engine is opened");
        }
        EngineCaxton.open(house.config()).close(); // nothing is left behind
    }

    /** Speaks to a server elsewhere. */
    @Dependent
    static class OwnClient {
        @Produces
        @ApplicationScoped
        Caxton client() {
            return (Caxton) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Caxton.class}, (proxy, method, arguments) -> null);
        }
    }

    @Test
    void stepsAsideWhereTheApplicationHasItsOwnCaxton() {
        try (SeContainer container = house.container(house.config("runtime.eager_start", "true"), OwnClient.class)) {
            container.select(Caxton.class).get().close();

            assertThat(container.select(Agents.class).isUnsatisfied()).isTrue();
        }
        assertThat(house.data()).doesNotExist();
    }
}
