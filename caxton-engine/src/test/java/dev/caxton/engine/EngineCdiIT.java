package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a CDI library in plain Weld SE: a program's own beans have it injected. */
class EngineCdiIT {

    @TempDir
    static Path directory;

    /** A bean of somebody's program. */
    @Dependent
    static class FrontDesk {
        @Inject
        Caxton caxton;

        @Inject
        Agents agents;

        @Inject
        Messages messages;
    }

    /** The program's configuration. */
    @Dependent
    static class Settings {
        @Produces
        EffectiveConfig config() {
            return ConfigReader.ofNothing(directory)
                    .read(null, Map.of("server.data_dir", "data", "server.agents_dir", "agents"));
        }
    }

    @Test
    void isInjectedWholeAndByAreaAndClosesWithItsContainer() throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        Files.writeString(directory.resolve("agents/porter.md"), """
            ---
            name: Porter
            version: "1.0.0"
            capabilities: [luggage]
            tools: []
            system_prompt: You know where luggage is kept.
            ---
            Luggage is kept in the room behind the front desk.
            """);
        Caxton kept;
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new EngineExtension())
                .addBeanClasses(FrontDesk.class, Settings.class)
                .initialize()) {
            FrontDesk desk = container.select(FrontDesk.class).get();
            kept = desk.caxton;

            assertThat(desk.agents.describe(AgentRef.of("Porter")).slug()).isEqualTo("porter");
            assertThat(desk.messages
                            .ask(AgentRef.of("porter"), AgentRequest.of("Where is luggage kept?"))
                            .reply()
                            .performative())
                    .isEqualTo(Performative.INFORM);
            assertThatThrownBy(() -> EngineCaxton.open(new Settings().config()))
                    .isInstanceOfSatisfying(
                            CaxtonException.class,
                            e -> assertThat(e.type()).isEqualTo(ProblemType.DATA_DIRECTORY_IN_USE));
        }

        assertThat(kept).isNotNull();
        try (EngineCaxton again = EngineCaxton.open(new Settings().config())) {
            assertThat(again.agents().describe(AgentRef.of("porter")).version()).isEqualTo("1.0.0");
        }
    }
}
