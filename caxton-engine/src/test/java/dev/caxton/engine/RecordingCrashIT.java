package dev.caxton.engine;

import static dev.caxton.engine.RecordingHouse.awaitRecorded;
import static dev.caxton.engine.RecordingHouse.fact;
import static dev.caxton.engine.RecordingHouse.facts;
import static dev.caxton.engine.RecordingHouse.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.engine.llm.openai.ScriptedOpenAi;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process while answers are given and recorded, and looks for every fact, once. */
class RecordingCrashIT {

    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 4);

    @TempDir
    Path directory;

    @Test
    void everyAnsweredMessageIsRecordedOnceWhateverAModelSaysTheSecondTime() throws Exception {
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "openai", "{auto_store: true}");
        AtomicInteger nonce = new AtomicInteger();
        List<Integer> answered = new ArrayList<>();
        // Numbers make two facts differ, so that one which is distilled twice is seen twice.
        try (ScriptedOpenAi model = RecordingHouse.model((exchange, question) -> facts(
                exchange,
                fact("domain_knowledge", question, "It lies in rack " + nonce.incrementAndGet() + ".", 0.9),
                fact("domain_knowledge", question, "It was counted as " + nonce.incrementAndGet() + ".", 0.9)))) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                try (ChildJvm child = new ChildJvm(
                        RecordingChild.class, directory.toString(), model.baseUrl(), String.valueOf(cycle * 1_000))) {
                    for (int i = 0; i < 5 + 7 * cycle; i++) {
                        String line = child.line();
                        assertThat(line).isNotNull();
                        answered.add(Integer.parseInt(line.substring("answered ".length())));
                    }
                    child.kill();
                    for (String line = child.line(); line != null; line = child.line()) {
                        answered.add(Integer.parseInt(line.substring("answered ".length())));
                    }
                }
            }
            try (Caxton caxton = house.open(model)) {
                awaitRecorded(caxton);
                assertThat(answered).hasSizeGreaterThan(4 * 5);
                for (int number : answered) {
                    assertThat(known(caxton, "clerk", "item " + number))
                            .as("item %d", number)
                            .hasSize(2);
                }
            }
        }
    }
}
