package dev.caxton.engine;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.Tools;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Makes the engine injectable: {@code @Inject Caxton}, or one of its areas. The only CDI class of the engine.
 *
 * <p>The engine opens when it is first used and closes with the container. Its configuration is the application's bean of
 * type {@link EffectiveConfig}, or else what a server started in the same place would read.
 */
@Dependent
public class EngineProducers {

    private final Instance<EffectiveConfig> configurations;

    /** Takes the application's configuration, if it produces one. */
    @Inject
    public EngineProducers(Instance<EffectiveConfig> configurations) {
        this.configurations = configurations;
    }

    /** The engine of this container. */
    @Produces
    @ApplicationScoped
    public Caxton caxton() {
        EffectiveConfig config = configurations.isResolvable()
                ? configurations.get()
                : ConfigReader.ofProcess().read(null, Map.of());
        return EngineCaxton.open(config);
    }

    /** Closes the engine with its container. */
    public void close(@Disposes Caxton caxton) {
        caxton.close();
    }

    /** Its agents. */
    @Produces
    public Agents agents(Caxton caxton) {
        return caxton.agents();
    }

    /** Its messages. */
    @Produces
    public Messages messages(Caxton caxton) {
        return caxton.messages();
    }

    /** Its memory. */
    @Produces
    public Memory memory(Caxton caxton) {
        return caxton.memory();
    }

    /** Its tools. */
    @Produces
    public Tools tools(Caxton caxton) {
        return caxton.tools();
    }

    /** Its keys. */
    @Produces
    public Keys keys(Caxton caxton) {
        return caxton.keys();
    }

    /** Its operations. */
    @Produces
    public Operations operations(Caxton caxton) {
        return caxton.ops();
    }
}
