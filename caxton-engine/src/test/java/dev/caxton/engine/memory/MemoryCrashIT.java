package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.NotFoundException;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills processes that create, replace and forget on four threads while the memory is put in order; {@code
 * -Dcaxton.crash.cycles=200} for long.
 */
class MemoryCrashIT {

    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 2);
    private static final int LOOKED_UP = 40;

    @TempDir
    Path directory;

    /** What was answered: the last text of each entity, and those that were forgotten. */
    private final Map<String, String> texts = new HashMap<>();

    private final Set<String> forgotten = new HashSet<>();
    private int upkeep;

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "incremental", "vacuum", "reindex", "recompute"})
    void keepsEveryAnsweredWriteAndHealsItsIndexes(String tending) throws Exception {
        Random random = new Random(20261122);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            killInTheMiddle(cycle, tending, texts.size() + 100 + random.nextInt(100));

            try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
                assertThat(fixture.database.findings(true)).isEmpty();
                assertThat(fixture.database.verifyRows()).isEmpty();
                texts.forEach((name, text) -> remembers(fixture, name, text));
                forgotten.forEach(name -> assertThatThrownBy(
                                () -> fixture.memory.entity(new EntityQuery(ALICE, name, TimeView.all())))
                        .isInstanceOf(NotFoundException.class));
                await(() -> fixture.memory.status().vectorsMissing() == 0);
                await(() -> fixture.index.vectors().size() == fixture.count("embeddings"));
                finds(fixture, random);
                assertThat(fixture.memory
                                .upkeep()
                                .check(MemoryCheckLevel.FULL, null)
                                .checks())
                        .allMatch(item -> item.passed());
            }
        }
    }

    private void killInTheMiddle(int cycle, String tending, int wanted) throws Exception {
        upkeep = tending.equals("nothing") ? 1 : 0;
        try (ChildJvm child =
                new ChildJvm(MemoryCrashChild.class, directory.toString(), Integer.toString(cycle), tending)) {
            while (texts.size() < wanted || upkeep == 0) {
                String line = child.line();
                assertThat(line).as("the process goes on").isNotNull();
                take(line);
            }
            child.kill();
            for (String line = child.line(); line != null; line = child.line()) {
                take(line);
            }
        }
    }

    private void take(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "upkeep" -> upkeep++;
            case "forgotten" -> {
                texts.remove(words[1]);
                forgotten.add(words[1]);
            }
            default -> texts.put(words[1], words[2]);
        }
    }

    /** What was answered last; a replacement, or a forgetting, may have been on disk without its answer having come. */
    private static void remembers(MemoryFixture fixture, String name, String text) {
        List<Observation> observations;
        try {
            observations = fixture.memory
                    .entity(new EntityQuery(ALICE, name, TimeView.all()))
                    .observations();
        } catch (NotFoundException e) {
            int number = Integer.parseInt(name.substring(name.indexOf('n') + 1));
            assertThat(number % 20)
                    .as(name + " is gone and was not to be forgotten")
                    .isEqualTo(2);
            return;
        }
        assertThat(observations).extracting(Observation::content).hasSize(1).containsAnyOf(text, "second-of-" + name);
    }

    private void finds(MemoryFixture fixture, Random random) {
        List<String> known = new ArrayList<>(texts.keySet());
        for (int i = 0; i < LOOKED_UP; i++) {
            String name = known.get(random.nextInt(known.size()));
            for (SearchMode mode : List.of(SearchMode.KEYWORD, SearchMode.SEMANTIC)) {
                List<String> found = names(fixture.memory.search(
                        MemoryQuery.of(ALICE, name + " thing").withMode(mode)));
                boolean there =
                        fixture.database.read(tx -> tx.count("select count(*) from entities where name = ?", name))
                                == 1;
                assertThat(found.contains(name)).as(mode + " finds " + name).isEqualTo(there);
            }
        }
    }
}
