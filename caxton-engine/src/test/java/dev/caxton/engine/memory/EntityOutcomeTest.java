package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.wire.WireJson;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityOutcomeTest {

    @Test
    void readsWhatItWrote() {
        EntityOutcome outcome = new EntityOutcome("ent_1", true, 1_000, -5, 3, 7, Set.of(4, 0, 11), false);

        assertThat(EntityOutcome.parse(outcome.toJson())).isEqualTo(outcome);
    }

    @Test
    void readsWhatOtherVersionsWrote() {
        String json = "{\"entity_id\":\"ent_1\",\"name\":{\"of\":[\"layout 2\"]},\"created\":true,\"duplicates\":[2]}";

        assertThat(EntityOutcome.parse(json)).isEqualTo(new EntityOutcome("ent_1", true, 0, 0, 0, 0, Set.of(2), false));
    }

    @Test
    void writesIdsOfImportsThatNeedEscaping() throws Exception {
        String id = "my \"own\" \\ id\u0001 ü";
        String json = new EntityOutcome(id, false, 0, 0, 1, 0, Set.of(), true).toJson();

        assertThat(EntityOutcome.parse(json).entityId()).isEqualTo(id);
        assertThat(WireJson.mapper().readTree(json).fieldNames())
                .toIterable()
                .containsExactly(
                        "entity_id",
                        "created",
                        "created_at",
                        "updated_at",
                        "version",
                        "observation_count",
                        "duplicates",
                        "embedded");
    }
}
