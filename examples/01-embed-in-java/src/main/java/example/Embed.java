package example;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.engine.EngineCaxton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The engine inside a program of your own: no server, no port, the same interface as over HTTP. */
public final class Embed {

    private Embed() {}

    public static void main(String[] args) {
        Map<String, String> settings = Map.of("server.data_dir", args[0], "server.agents_dir", args[1]);
        try (Caxton caxton = EngineCaxton.open(settings)) {
            caxton.agents()
                    .list(AgentFilter.ALL)
                    .forEach(agent -> System.out.println(agent.name() + " is " + agent.state()));

            // The engine serves at once; what is asked by meaning needs the embedding model, a second or two later.
            System.out.println("everything is " + caxton.ops().awaitReady(Duration.ofMinutes(1)));

            caxton.memory()
                    .createEntity(new NewEntity(
                            "concierge",
                            "breakfast",
                            "service",
                            List.of("Breakfast is served from 7:00 to 10:30 on the terrace."),
                            null,
                            Map.of()));

            AgentReply reply =
                    caxton.messages().ask(AgentRef.of("concierge"), AgentRequest.of("When is breakfast served?"));
            System.out.println(reply.reply().performative() + " by " + reply.provider());
            System.out.println(reply.reply().content().contains("7:00 to 10:30"));

            caxton.memory()
                    .search(MemoryQuery.of("concierge", "morning meal"))
                    .results()
                    .forEach(hit -> System.out.println("remembers " + hit.entityName()));
        }
    }
}
