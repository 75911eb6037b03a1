package dev.caxton.engine;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;

/** Talks to an agent whose conversations are recorded, until it is killed; says what was answered. */
final class RecordingChild {

    private RecordingChild() {}

    public static void main(String[] arguments) {
        EngineHouse house = new EngineHouse(Path.of(arguments[0]));
        int first = Integer.parseInt(arguments[2]);
        try (Caxton caxton = house.builder(house.config("llm.openai.base_url", arguments[1], "llm.retry_attempts", "0"))
                .open()) {
            for (int number = first; number < first + 1_000; number++) {
                caxton.messages().ask(AgentRef.of("clerk"), AgentRequest.of("item " + number));
                ChildJvm.say("answered " + number);
            }
        }
    }
}
