package dev.caxton.engine.program;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.ops.event.AgentStarted;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.api.tool.Tools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Boots a container that finds everything by itself, uses the engine, and prints what it saw. */
@ApplicationScoped
public class Program {

    private final CountDownLatch started = new CountDownLatch(1);

    @Inject
    Caxton caxton;

    @Inject
    Agents agents;

    @Inject
    Tools tools;

    @Inject
    Instance<Clock> clock;

    void observe(@ObservesAsync AgentStarted event) {
        System.out.println("started " + event.agent());
        started.countDown();
    }

    void run() throws InterruptedException {
        System.out.println("version " + caxton.ops().version().version());
        System.out.println("clock is a bean: " + clock.isResolvable());
        System.out.println(
                "tool " + tools.list().stream().map(ToolDescriptor::name).anyMatch("clock"::equals));
        caxton.ops().config().entries().stream()
                .filter(entry ->
                        entry.key().equals("server.data_dir") || entry.key().equals("memory.search_limit"))
                .forEach(entry -> System.out.println(entry.key() + " from " + entry.source()));
        System.out.println(
                "metrics " + caxton.ops().metrics().lines().anyMatch(line -> line.startsWith("caxton_agents_total")));
        if (!started.await(120, TimeUnit.SECONDS)) {
            System.out.println("nothing started");
        }
    }

    /** Starts it. */
    public static void main(String[] arguments) throws InterruptedException {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            container.select(Program.class).get().run();
        }
        System.out.println("closed");
    }
}
