package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A place for an engine in somebody's program: directories below a temporary one, and containers on them.
 *
 * @param directory where everything lies
 */
record EngineHouse(Path directory) {

    static final String PORTER = """
        ---
        name: Porter
        version: "%s"
        capabilities: [luggage]
        tools: [%s]
        llm: {provider: %s}
        system_prompt: You know where luggage is kept.
        ---
        Luggage is kept in the room behind the front desk.
        """;

    /** Writes an agent that may use some tools and answers by a provider. */
    EngineHouse withPorter(String version, String tools, String provider) {
        return withAgent("porter.md", PORTER.formatted(version, tools, provider));
    }

    EngineHouse withAgent(String file, String text) {
        try {
            Files.createDirectories(directory.resolve("agents"));
            Files.writeString(directory.resolve("agents").resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    Map<String, String> settings(String... more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "server.data_dir", data().toString(),
                "server.agents_dir", directory.resolve("agents").toString(),
                "memory.embedding_model", "none"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    EffectiveConfig config(String... more) {
        return ConfigReader.ofNothing(directory).read(null, settings(more));
    }

    /** Opens without a container. */
    EngineBuilder builder(EffectiveConfig config) {
        return EngineCaxton.builder().config(config);
    }

    /** A program's container with the engine, this configuration and the program's own beans. */
    SeContainer container(EffectiveConfig config, Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new EngineExtension(), new ConfigBean(config))
                .addBeanClasses(beans)
                .initialize();
    }

    /** As {@link #container}, with everything that is found on the class path, SmallRye's MicroProfile among it. */
    SeContainer hosted(EffectiveConfig config, Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .addExtensions(new ConfigBean(config))
                .addBeanClasses(beans)
                .initialize();
    }

    /** Produces a program's configuration. */
    private record ConfigBean(EffectiveConfig config) implements Extension {
        void add(@Observes AfterBeanDiscovery event) {
            event.<EffectiveConfig>addBean()
                    .types(EffectiveConfig.class)
                    .scope(Dependent.class)
                    .createWith(context -> config);
        }
    }

    /** Waits, for a bounded time, until something is so. */
    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
