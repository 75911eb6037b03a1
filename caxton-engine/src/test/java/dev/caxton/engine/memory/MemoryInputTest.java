package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.entity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryInputTest {

    @Test
    void acceptsWhatIsJustWithinTheLimits() {
        List<String> tenMegabytes = Collections.nCopies(10, "é".repeat(MemoryInput.MAX_OBSERVATION / 2));

        assertThatCode(() -> MemoryInput.check(
                        new NewEntity("a", "n".repeat(1_000), "t".repeat(200), tenMegabytes, null, Map.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> MemoryInput.check(entity("a", "Zoë 日本 🦄", "person", "two\nlines\tand a tab")))
                .doesNotThrowAnyException();
    }

    @Test
    void reportsEverythingThatIsWrongWithItsPlace() {
        CaxtonException problem = refused(entity("a", "n".repeat(10_000), "a\u0000b", "ok", "bell\u0007", " "));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(problem.problem().errors())
                .extracting(Violation::location)
                .containsExactly("entity_name", "entity_type", "observations[1]", "observations[2]");
        assertThat(problem.problem().errors().get(1).message()).contains("U+0000 at character 2");
        assertThat(problem.problem().detail()).hasSizeLessThan(300);
    }

    @Test
    void refusesHalfASurrogate() {
        assertThat(refused(entity("a", "n", "t", "broken \uD83D")).problem().detail())
                .contains("U+D83D");
    }

    @Test
    void refusesAnObservationOverOneMegabyte() {
        CaxtonException problem = refused(entity("a", "n", "t", "x".repeat(10 << 20)));

        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problem.problem().detail()).contains("observations[0]").contains("10485760");
        assertThat(problem.problem().context()).containsEntry("limit", (long) MemoryInput.MAX_OBSERVATION);
    }

    @Test
    void refusesObservationsOverTenMegabytesTogether() {
        List<String> texts = Collections.nCopies(11, "x".repeat(MemoryInput.MAX_OBSERVATION));

        assertThat(refused(new NewEntity("a", "n", "t", texts, null, Map.of())).type())
                .isEqualTo(ProblemType.TOO_LARGE);
    }

    @Test
    void refusesStrengthOutOfRange() {
        CaxtonException problem = catchThrowableOfType(
                CaxtonException.class,
                () -> MemoryInput.check(new NewRelation("a", "x", "y", "knows", 1.5, Double.NaN, null, Map.of())));

        assertThat(problem.problem().errors())
                .extracting(Violation::location)
                .containsExactly("strength", "confidence");
    }

    @Test
    void refusesHugeMetadata() {
        CaxtonException problem =
                catchThrowableOfType(CaxtonException.class, () -> MemoryInput.json(Map.of("k", "x".repeat(100_000))));

        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    @Test
    void refusesAnEmptyQuery() {
        CaxtonException problem = catchThrowableOfType(CaxtonException.class, () -> MemoryInput.checkQuery("  ", 2.0));

        assertThat(problem.problem().errors()).hasSize(2);
    }

    private static CaxtonException refused(NewEntity entity) {
        return catchThrowableOfType(CaxtonException.class, () -> MemoryInput.check(entity));
    }
}
