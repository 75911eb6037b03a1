package dev.caxton.engine.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ConfigAgentDefinition.MemoryRules;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.agent.recording.RecordingRules.Verdict;
import dev.caxton.engine.config.MemoryConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingRulesTest {

    private final RecordingRules rules = new RecordingRules(new MemoryConfig.Recording(false, true, 0.8), () -> true);

    private static ConfigAgentDefinition agent(boolean memory, MemoryRules rules) {
        return new ConfigAgentDefinition(
                "a",
                "1.0.0",
                null,
                List.of("talking"),
                List.of(),
                "p",
                null,
                "",
                Map.of(),
                memory,
                MemoryScope.AGENT,
                rules,
                null,
                Map.of());
    }

    private static ConfigAgentDefinition excluding(@Nullable List<String> words) {
        return agent(true, new MemoryRules(true, Set.of(), words, null));
    }

    private static Fact fact(String text, double confidence) {
        return new Fact("preferences", "user", "person", text, confidence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The password lies in the safe|EXCLUDED",
                "Our API key is kept by Ada|EXCLUDED",
                "Our api-key is kept by Ada|EXCLUDED",
                "The KEY is under the mat|EXCLUDED",
                "The monkey likes bananas|KEPT",
                "Keyboards are loud|KEPT",
                "The guest wrote sk-abcdefghijklmnopqrstuvwxyz|EXCLUDED"
            })
    void keepsTheDocumentedWordsOut(String text, Verdict verdict) {
        assertThat(rules.judge(fact(text, 0.9), excluding(null))).isEqualTo(verdict);
    }

    @Test
    void takesAnAgentsOwnWordsLiterally() {
        ConfigAgentDefinition agent = excluding(List.of("health*", "(a+)+$", "*"));
        assertThat(rules.judge(fact("Her healthcare is paid", 0.9), agent)).isEqualTo(Verdict.EXCLUDED);
        ConfigAgentDefinition literal = excluding(List.of("(a+)+$"));
        assertThat(rules.judge(fact("a".repeat(50_000) + "!", 0.9), literal)).isEqualTo(Verdict.KEPT);
        assertThat(rules.judge(fact("The password lies in the safe", 0.9), literal))
                .isEqualTo(Verdict.KEPT);
    }

    @Test
    void keepsWhatIsSurerThanAskedAndOfAWantedKind() {
        ConfigAgentDefinition agent = agent(true, new MemoryRules(true, Set.of("preferences"), null, null));
        assertThat(rules.judge(fact("likes tea", 0.8), agent)).isEqualTo(Verdict.UNSURE);
        assertThat(rules.judge(fact("likes tea", Double.NaN), agent)).isEqualTo(Verdict.UNSURE);
        assertThat(rules.judge(fact("likes tea", 0.81), agent)).isEqualTo(Verdict.KEPT);
        assertThat(rules.judge(new Fact("domain_knowledge", "tea", "thing", "is hot", 0.9), agent))
                .isEqualTo(Verdict.OTHER_KIND);
    }

    @Test
    void recordsWhomTheFileOrElseTheServerNames() {
        RecordingRules everyone = new RecordingRules(new MemoryConfig.Recording(true, true, 0.8), () -> true);
        assertThat(rules.records(agent(true, MemoryRules.NONE))).isFalse();
        assertThat(everyone.records(agent(true, MemoryRules.NONE))).isTrue();
        assertThat(everyone.records(agent(false, MemoryRules.NONE))).isFalse();
        assertThat(everyone.records(agent(true, new MemoryRules(false, Set.of(), null, null))))
                .isFalse();
        assertThat(rules.records(agent(true, new MemoryRules(true, Set.of(), null, null))))
                .isTrue();
    }
}
